// Papers in a quick pick, in the program's order, as one types.
import * as vscode from 'vscode';
import { Live } from './live';
import { Preview } from './page';
import { Paper, Result, aboutText, countText, lateText, lineText } from './paper';
import { Server, ServerError } from './server';
import { t } from './words';

export type Action = 'open' | 'link' | 'cite' | 'similar';
export interface Choice {
  action: Action;
  paper: Paper;
  editor: vscode.TextEditor | undefined; // that was in front before
}

interface Button extends vscode.QuickInputButton {
  action: Action;
}
interface Item extends vscode.QuickPickItem {
  paper: Paper;
}

const buttons = (): Button[] => [
  { action: 'link', iconPath: new vscode.ThemeIcon('link-external'), tooltip: t('Open the link') },
  { action: 'cite', iconPath: new vscode.ThemeIcon('quote'), tooltip: t('Insert a citation') },
  { action: 'similar', iconPath: new vscode.ThemeIcon('references'), tooltip: t('Similar papers') },
];

// The program found it, whatever the editor thinks of its letters.
function itemOf(paper: Paper): Item {
  return {
    paper,
    label: lineText(paper.title),
    description: aboutText(paper),
    detail: lineText(paper.summary[0] ?? ''),
    alwaysShow: true,
    buttons: buttons(),
  };
}

class Picker {
  private readonly pick = vscode.window.createQuickPick<Item>();
  private readonly preview = new Preview();
  private readonly live: Live;
  private told = ''; // the error that a message has told
  private finished = false; // a paper was chosen, not left

  constructor(
    server: Server,
    private readonly action: Action,
    private readonly choose: (choice: Choice) => Promise<void>,
  ) {
    const { pick } = this;
    pick.placeholder = '확산 모델, author:"…", since:2024-03, votes:>=50';
    pick.ignoreFocusOut = true; // a preview must not close it
    // Not in the typings, and without it the editor sorts by what it matches itself.
    (pick as unknown as { sortByLabel: boolean }).sortByLabel = false;
    const limit = vscode.workspace.getConfiguration('seogo').get<number>('limit', 50);
    this.live = new Live(
      server,
      {
        show: (result) => this.show(result),
        fail: (error) => this.fail(error),
        busy: (busy) => (pick.busy = busy),
        late: (shown, waiting) => (pick.title = lateText(shown, waiting)),
      },
      limit,
    );
    pick.onDidChangeValue((query) => void this.live.ask(query));
    pick.onDidChangeActive(([item]) => this.preview.show(item?.paper));
    pick.onDidAccept(() => this.accept(this.action, pick.activeItems[0]?.paper));
    pick.onDidTriggerItemButton(({ button, item }) =>
      this.accept((button as Button).action, item.paper),
    );
    pick.onDidHide(() => this.close());
  }

  start(query: string): void {
    this.pick.value = query;
    this.pick.show();
    void this.live.ask(query);
  }

  private show(result: Result): void {
    this.pick.title = countText(result);
    this.pick.items = result.hits.map(itemOf);
  }

  // What was found before stays. A title ends with the room, a message does not.
  private fail(error: ServerError): void {
    this.pick.title = error.text;
    if (error.badQuery || error.text === this.told) return;
    this.told = error.text;
    void vscode.window.showErrorMessage(error.text);
  }

  // A list that is older than what is typed has yet to be replaced: its paper is then
  // the first of the answer.
  private accept(action: Action, chosen: Paper | undefined): void {
    this.live.act(this.pick.value, ({ hits }) => {
      const paper = hits.find((hit) => hit.id === chosen?.id) ?? hits[0];
      if (paper !== undefined) this.act(action, paper);
    });
  }

  private act(action: Action, paper: Paper): void {
    if (action === 'similar') {
      this.pick.value = `similar:${paper.id} `;
      void this.live.ask(this.pick.value);
      return;
    }
    this.live.end();
    void this.finish(action, paper);
  }

  private async finish(action: Action, paper: Paper): Promise<void> {
    this.finished = true;
    this.pick.hide();
    const editor = await this.preview.end();
    await this.choose({ action, paper, editor });
  }

  private close(): void {
    this.live.end();
    if (!this.finished) void this.preview.end();
    this.pick.dispose();
  }
}

// action is what Enter does.
export function pickPaper(
  server: Server,
  action: Action,
  query: string,
  choose: (choice: Choice) => Promise<void>,
): void {
  new Picker(server, action, choose).start(query);
}

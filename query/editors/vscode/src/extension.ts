// The commands, and what is done with a paper that was chosen.
import * as vscode from 'vscode';
import { cite } from './cite';
import { offerServer } from './mcp';
import { openPage } from './page';
import { Paper, Status, statusText } from './paper';
import { Action, Choice, pickPaper } from './quick_pick';
import { Server, ServerError, Settings } from './server';
import { serveTexts } from './texts';
import { t, translateBy } from './words';

function settings(): Settings {
  const configuration = vscode.workspace.getConfiguration('seogo');
  return {
    program: configuration.get<string>('program', 'seogo'),
    database: configuration.get<string>('database', ''),
  };
}

async function openLink(link: string): Promise<void> {
  const uri = vscode.Uri.parse(link, true);
  if (!/^https?$/.test(uri.scheme))
    throw new ServerError(t('this is not a link to a web page: {0}', link));
  await vscode.env.openExternal(uri);
}

async function act(server: Server, choice: Choice): Promise<void> {
  const { paper } = choice;
  try {
    if (choice.action === 'link') await openLink(paper.url);
    else if (choice.action === 'cite') await cite(server, paper, choice.editor);
    else await openPage(paper, false);
  } catch (error) {
    const told =
      error instanceof ServerError
        ? error.text
        : t('Seogo: cannot open "{0}": {1}', paper.path, (error as Error).message);
    void vscode.window.showErrorMessage(told);
  }
}

async function showStatus(server: Server): Promise<void> {
  try {
    const status = await server.call<Status>('status', {});
    void vscode.window.showInformationMessage(`Seogo: ${statusText(status)}`);
  } catch (error) {
    void vscode.window.showErrorMessage((error as ServerError).text);
  }
}

export function activate(context: vscode.ExtensionContext): void {
  translateBy((message, ...values) => vscode.l10n.t(message, ...values));
  const server = new Server(settings);
  const search = (action: Action) => (query?: unknown) =>
    pickPaper(server, action, typeof query === 'string' ? query : '', (choice) =>
      act(server, choice),
    );
  context.subscriptions.push(
    { dispose: () => server.stop() },
    ...offerServer(settings),
    ...serveTexts(settings),
    vscode.commands.registerCommand('seogo.search', search('open')),
    vscode.commands.registerCommand('seogo.cite', search('cite')),
    vscode.commands.registerCommand('seogo.status', () => showStatus(server)),
    // What the language server lets the editor do to a paper that a text names.
    vscode.commands.registerCommand('seogo.openPage', (paper: Paper) =>
      act(server, { action: 'open', paper, editor: undefined }),
    ),
    vscode.commands.registerCommand('seogo.openLink', (paper: Paper) =>
      act(server, { action: 'link', paper, editor: undefined }),
    ),
    vscode.commands.registerCommand('seogo.similarPapers', ({ id }: Paper) =>
      search('open')(`similar:${id} `),
    ),
  );
}

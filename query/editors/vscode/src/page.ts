// A paper's page, at its line.
import * as vscode from 'vscode';
import { Paper } from './paper';

export function uriOf(paper: Paper): vscode.Uri {
  return paper.path_uri === undefined
    ? vscode.Uri.file(paper.path)
    : vscode.Uri.parse(paper.path_uri, true);
}

export async function openPage(paper: Paper, preview: boolean): Promise<void> {
  const { AtTop, InCenter } = vscode.TextEditorRevealType;
  const place = new vscode.Position(paper.line - 1, 0);
  const editor = await vscode.window.showTextDocument(uriOf(paper), {
    selection: new vscode.Range(place, place),
    preview,
    preserveFocus: preview,
  });
  editor.revealRange(editor.selection, preview ? InCenter : AtTop); // the list hides the top
}

// An editor as it was, whatever has taken its place meanwhile.
class Place {
  private readonly selections: readonly vscode.Selection[];
  private readonly lines: vscode.Range | undefined;
  private readonly preview = vscode.window.tabGroups.activeTabGroup.activeTab?.isPreview ?? false;

  constructor(private readonly editor: vscode.TextEditor) {
    this.selections = editor.selections;
    this.lines = editor.visibleRanges[0];
  }

  async restore(): Promise<vscode.TextEditor> {
    const { document, viewColumn } = this.editor;
    const editor = await vscode.window.showTextDocument(
      document.isClosed ? await vscode.workspace.openTextDocument(document.uri) : document,
      {
        preview: this.preview,
        preserveFocus: true, // the list has given it back, and it may be elsewhere by now
        ...(viewColumn === undefined ? {} : { viewColumn }),
      },
    );
    editor.selections = this.selections;
    const moved = this.lines !== undefined && !editor.visibleRanges[0]?.isEqual(this.lines);
    if (moved) editor.revealRange(this.lines, vscode.TextEditorRevealType.AtTop);
    return editor;
  }
}

// Shows pages while papers are gone through, and then the editor from before.
export class Preview {
  private readonly before: Place | undefined;
  private readonly shown = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private wanted: Paper | undefined;
  private ended = false; // what the list still tells of itself is of no use
  private showing: Promise<void> = Promise.resolve();

  constructor() {
    const editor = vscode.window.activeTextEditor;
    this.before = editor === undefined ? undefined : new Place(editor);
  }

  show(paper: Paper | undefined): void {
    clearTimeout(this.timer);
    if (paper === undefined || this.ended) return;
    this.wanted = paper;
    // A key that is held down goes through many papers.
    this.timer = setTimeout(() => {
      this.showing = this.showing.then(() => this.open(paper));
    }, 120);
  }

  // Pages that are opened side by side may come in any order: each waits for the one before.
  private async open(paper: Paper): Promise<void> {
    if (paper !== this.wanted) return;
    try {
      this.shown.add(uriOf(paper).toString());
      await openPage(paper, true);
    } catch {
      // Told when it is opened.
    }
  }

  // The editor that was there before, in front again; undefined where there was none.
  async end(): Promise<vscode.TextEditor | undefined> {
    clearTimeout(this.timer);
    this.ended = true;
    this.wanted = undefined;
    await this.showing;
    for (const tab of vscode.window.tabGroups.all.flatMap((group) => group.tabs)) {
      const { input } = tab;
      const mine = input instanceof vscode.TabInputText && this.shown.has(input.uri.toString());
      if (mine && tab.isPreview) await vscode.window.tabGroups.close(tab, true);
    }
    return this.before?.restore().catch(() => undefined); // its file may be gone
  }
}

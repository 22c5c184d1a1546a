// A paper's page, at its line.
import * as vscode from 'vscode';
import { Paper } from './paper';

export function uriOf(paper: Paper): vscode.Uri {
  return paper.path_uri === undefined
    ? vscode.Uri.file(paper.path)
    : vscode.Uri.parse(paper.path_uri, true);
}

export async function openPage(paper: Paper, preview: boolean): Promise<vscode.TextEditor> {
  const place = new vscode.Position(paper.line - 1, 0);
  const editor = await vscode.window.showTextDocument(uriOf(paper), {
    selection: new vscode.Range(place, place),
    preview,
    preserveFocus: preview,
  });
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.AtTop);
  return editor;
}

// Shows pages while papers are gone through, and then the editor from before.
export class Preview {
  private readonly before = vscode.window.activeTextEditor;
  private timer: NodeJS.Timeout | undefined;
  private shown: vscode.Uri | undefined;

  show(paper: Paper | undefined): void {
    clearTimeout(this.timer);
    if (paper === undefined) return;
    // A key that is held down goes through many papers.
    this.timer = setTimeout(() => {
      this.shown = uriOf(paper);
      openPage(paper, true).then(undefined, () => undefined); // told when it is opened
    }, 120);
  }

  // The editor that was there before, in front again; undefined where there was none.
  async end(): Promise<vscode.TextEditor | undefined> {
    clearTimeout(this.timer);
    const shown = this.shown?.toString();
    for (const tab of vscode.window.tabGroups.all.flatMap((group) => group.tabs)) {
      const mine = tab.input instanceof vscode.TabInputText && tab.input.uri.toString() === shown;
      if (mine && tab.isPreview) await vscode.window.tabGroups.close(tab);
    }
    if (this.before === undefined || this.before.document.isClosed) return undefined;
    return vscode.window.showTextDocument(this.before.document, this.before.viewColumn);
  }
}

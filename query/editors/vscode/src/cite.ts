// A citation, which the program writes, into the text at hand.
import * as vscode from 'vscode';
import { Citations, Paper } from './paper';
import { Server } from './server';
import { t } from './words';

const styles = (): { label: string; style: keyof Citations }[] => [
  { label: 'BibTeX', style: 'bibtex' },
  { label: t('Markdown link'), style: 'markdown' },
  { label: t('Plain text'), style: 'plain' },
  { label: t('Key'), style: 'key' },
];

async function chooseStyle(): Promise<keyof Citations | undefined> {
  const wanted = vscode.workspace.getConfiguration('seogo').get<string>('citation', 'ask');
  const set = styles().find((item) => item.style === wanted);
  return (set ?? (await vscode.window.showQuickPick(styles(), { title: t('Cite as') })))?.style;
}

// Where no text can be changed, the citation goes to the clipboard.
export async function cite(
  server: Server,
  paper: Paper,
  editor: vscode.TextEditor | undefined,
): Promise<void> {
  const style = await chooseStyle();
  if (style === undefined) return;
  const text = (await server.call<Citations>('cite', { id: paper.id }))[style];
  const inserted = await editor?.edit((edit) => {
    for (const selection of editor.selections) edit.replace(selection, text);
  });
  if (inserted === true) return;
  await vscode.env.clipboard.writeText(text);
  void vscode.window.showInformationMessage(t('Seogo: the citation is in the clipboard'));
}

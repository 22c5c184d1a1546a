// Papers where a text names them: the program as a language server, for as long as the
// editor runs. What it lets the editor do itself are commands of the extension.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import * as vscode from 'vscode';
import { LanguageClient, RevealOutputChannelOn } from 'vscode-languageclient/node';
import { Settings, commandOf } from './server';
import { t } from './words';

const LANGUAGES = [
  ...['markdown', 'latex', 'tex', 'bibtex', 'org', 'typst'],
  ...['restructuredtext', 'asciidoc', 'plaintext'],
];
export const EDITOR_COMMANDS = ['seogo.openPage', 'seogo.openLink', 'seogo.similarPapers'];

// A missing program is told where somebody searches, not in every text.
function isThere(program: string): boolean {
  if (/[/\\]/.test(program)) return existsSync(program);
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}

function clientOf(settings: Settings): LanguageClient | undefined {
  const [command, ...args] = commandOf(settings, '--lsp');
  if (!isThere(command)) return undefined;
  const configuration = vscode.workspace.getConfiguration('seogo');
  const bibliography = configuration.get<string>('bibliography', '');
  const addEntries = configuration.get<string>('addEntries', 'ask') !== 'never';
  return new LanguageClient(
    'seogo',
    'Seogo',
    { command, args },
    {
      documentSelector: LANGUAGES.map((language) => ({ language })),
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationFailedHandler: () => false,
      initializationOptions: {
        commands: EDITOR_COMMANDS,
        addEntries,
        ...(bibliography === '' ? {} : { bibliography }),
      },
      middleware: {
        async provideCompletionItem(document, position, context, token, next) {
          const found = await next(document, position, context, token);
          for (const item of Array.isArray(found) ? found : (found?.items ?? []))
            if (item.command !== undefined) item.command.command = 'seogo.addCited';
          return found;
        },
      },
    },
  );
}

// The entry of what was cited goes to the .bib file: as the setting says, which is asked once.
async function addCited(argument: unknown): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('seogo');
  let wanted = configuration.get<string>('addEntries', 'ask');
  if (wanted === 'ask') {
    const yes = t('Yes');
    const chosen = await vscode.window.showInformationMessage(
      t('Seogo: add the entries of what you cite to the .bib file?'),
      yes,
      t('No'),
    );
    if (chosen === undefined) return;
    wanted = chosen === yes ? 'always' : 'never';
    await configuration.update('addEntries', wanted, vscode.ConfigurationTarget.Global);
  }
  if (wanted === 'always') await vscode.commands.executeCommand('seogo.addEntry', argument);
}

export function serveTexts(settings: () => Settings): vscode.Disposable[] {
  let client: LanguageClient | undefined;
  const start = async () => {
    const old = client;
    client = undefined;
    await old?.dispose().catch(() => undefined);
    client = clientOf(settings());
    await client?.start().catch(() => undefined); // the program is told of where it is asked
  };
  void start();
  return [
    { dispose: () => void client?.dispose() },
    vscode.commands.registerCommand('seogo.addCited', addCited),
    vscode.workspace.onDidChangeConfiguration((change) => {
      const mine = ['program', 'database', 'bibliography'].some((name) =>
        change.affectsConfiguration(`seogo.${name}`),
      );
      if (mine) void start();
    }),
  ];
}

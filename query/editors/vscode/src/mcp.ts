// The program as a server of the Model Context Protocol, for assistants in the editor.
import * as vscode from 'vscode';
import { Settings, commandOf } from './server';

// Of VS Code 1.101 and later; the typings are those of the oldest one that is supported.
interface Offers {
  registerMcpServerDefinitionProvider?(
    id: string,
    provider: { provideMcpServerDefinitions(): unknown[] },
  ): vscode.Disposable;
}
type Definition = new (label: string, command: string, args: string[]) => unknown;

export function offerServer(settings: () => Settings): vscode.Disposable[] {
  const { lm, McpStdioServerDefinition } = vscode as unknown as {
    lm?: Offers;
    McpStdioServerDefinition?: Definition;
  };
  if (lm?.registerMcpServerDefinitionProvider === undefined) return [];
  if (McpStdioServerDefinition === undefined) return [];
  const provideMcpServerDefinitions = () => {
    const [program, ...args] = commandOf(settings());
    return [new McpStdioServerDefinition('Seogo', program, args)];
  };
  return [lm.registerMcpServerDefinitionProvider('seogo', { provideMcpServerDefinitions })];
}

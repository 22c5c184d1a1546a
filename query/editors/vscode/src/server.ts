// One `seogo --serve` for the whole editor: calls go to it, answers come back.
// The program is started by the first call, and anew when the settings name
// another. When it dies under a call, that call is put to a new one once; then
// it fails. Knows no editor.
import { ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { homedir } from 'node:os';
import { StringDecoder } from 'node:string_decoder';
import { t } from './words';

const FORMAT_VERSION = 1;
const SUPERSEDED = -32800;
const BAD_QUERY = -32002;

export class ServerError extends Error {
  constructor(
    message: string,
    readonly hint = '',
    readonly superseded = false,
    readonly badQuery = false,
  ) {
    super(message);
  }

  get text(): string {
    return `Seogo: ${this.message}${this.hint === '' ? '' : ` (${this.hint})`}`;
  }
}

export interface Settings {
  program: string; // it and database may begin with ~/
  database: string; // empty: what the environment says
}

interface Call {
  id: number;
  method: string;
  params: object;
  tries: number;
  resolve: (result: unknown) => void;
  reject: (error: ServerError) => void;
}

interface Answer {
  id?: unknown;
  result?: { format_version?: unknown };
  error?: { code: number; message: string; data?: { hint?: string } };
}

interface Running {
  key: string; // of the settings it was started by
  process: ChildProcessWithoutNullStreams;
  greeting: number;
  said: string; // last on standard error
}

export class Server {
  private running: Running | undefined;
  private readonly waiting = new Map<number, Call>();
  private lastId = 0;

  constructor(private readonly settings: () => Settings) {}

  call<Result>(method: string, params: object): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      const id = ++this.lastId;
      const taken = (result: unknown) => resolve(result as Result);
      const call: Call = { id, method, params, tries: 0, resolve: taken, reject };
      this.waiting.set(id, call);
      this.send(call);
    });
  }

  // Whoever still waits is told.
  stop(reason = new ServerError(t('the session was ended'))): void {
    const process = this.running?.process;
    this.running = undefined;
    process?.stdin.end();
    process?.kill();
    for (const call of this.takeWaiting()) call.reject(reason);
  }

  private takeWaiting(): Call[] {
    const calls = [...this.waiting.values()];
    this.waiting.clear();
    return calls;
  }

  private send(call: Call): void {
    const settings = this.settings();
    const key = JSON.stringify(settings);
    if (this.running !== undefined && this.running.key !== key) {
      this.waiting.delete(call.id);
      this.stop(new ServerError(t('superseded by another program'), '', true));
      this.waiting.set(call.id, call);
    }
    try {
      this.running ??= this.start(settings, key);
    } catch (error) {
      this.stop(startError(settings, error as NodeJS.ErrnoException));
      return;
    }
    call.tries++;
    this.put(this.running, call.id, call.method, call.params);
  }

  private put(running: Running, id: number, method: string, params: object): void {
    running.process.stdin.write(lineOf({ jsonrpc: '2.0', id, method, params }));
  }

  private start(settings: Settings, key: string): Running {
    const [program, ...options] = commandOf(settings);
    const process = spawn(program, options, { shell: false });
    const running: Running = { key, process, greeting: ++this.lastId, said: '' };
    const decoder = new StringDecoder('utf8');
    let part = '';
    process.stdout.on('data', (bytes: Buffer) => {
      const lines = (part + decoder.write(bytes)).split('\n');
      part = lines.pop() ?? '';
      for (const line of lines) this.take(running, line);
    });
    process.stderr.on('data', (bytes: Buffer) => {
      running.said = bytes.toString().trimEnd().split('\n').pop() ?? '';
    });
    process.stdin.on('error', () => undefined); // it is dying, which 'close' tells
    process.on('error', (error: NodeJS.ErrnoException) => {
      const started = process.pid !== undefined;
      if (running === this.running && !started) this.stop(startError(settings, error));
    });
    process.on('close', () => this.lost(running));
    this.put(running, running.greeting, 'initialize', {
      offsets: 'utf16',
      format_version: FORMAT_VERSION,
    });
    return running;
  }

  private take(running: Running, line: string): void {
    if (running !== this.running) return;
    const answer = answerOf(line);
    if (answer === undefined) {
      this.refuse(t('the program answered what this extension does not understand'));
      return;
    }
    if (answer.id === running.greeting) {
      if (answer.result?.format_version !== FORMAT_VERSION)
        this.refuse(t('the program does not speak version {0} of the answers', FORMAT_VERSION));
      return;
    }
    // A line that could not be read is answered without its id, but in its turn.
    const unread = answer.id === null && answer.error !== undefined;
    const id = unread ? this.waiting.keys().next().value : answer.id;
    const call = this.waiting.get(id as number);
    if (call === undefined) return;
    this.waiting.delete(call.id);
    if (answer.error === undefined) call.resolve(answer.result);
    else call.reject(errorOf(answer.error));
  }

  private refuse(message: string): void {
    this.stop(new ServerError(message, t('are Seogo and this extension of one version?')));
  }

  private lost(running: Running): void {
    if (running !== this.running) return;
    this.running = undefined;
    for (const call of this.takeWaiting()) {
      if (call.tries > 1) {
        call.reject(new ServerError(t('the program ended'), running.said));
      } else {
        this.waiting.set(call.id, call);
        this.send(call);
      }
    }
  }
}

// The program that answers, and its arguments.
export function commandOf(
  settings: Settings,
  mode = '--serve',
): [program: string, ...options: string[]] {
  const database = settings.database === '' ? [] : ['--db', fromHome(settings.database)];
  return [fromHome(settings.program), mode, ...database];
}

function fromHome(path: string): string {
  return path.replace(/^~(?=\/)/, () => homedir());
}

// Half of a surrogate pair, which is no Unicode, is sent as an unknown character.
function lineOf(message: object): string {
  const whole = (_name: string, value: unknown) =>
    typeof value === 'string' ? value.replace(/\p{Cs}/gu, '\ufffd') : value;
  return JSON.stringify(message, whole) + '\n';
}

function answerOf(line: string): Answer | undefined {
  try {
    const answer: unknown = JSON.parse(line);
    return typeof answer === 'object' && answer !== null ? answer : undefined;
  } catch {
    return undefined;
  }
}

function startError(settings: Settings, error: NodeJS.ErrnoException): ServerError {
  return new ServerError(
    error.code === 'ENOENT'
      ? t('cannot find the program "{0}"', settings.program)
      : t('cannot run "{0}": {1}', settings.program, error.message),
    t('install Seogo, or set seogo.program to where it is'),
  );
}

function errorOf(error: NonNullable<Answer['error']>): ServerError {
  const hint = error.data?.hint ?? '';
  const example = error.code === BAD_QUERY && hint !== '';
  return new ServerError(
    error.message,
    example ? t('for example {0}', hint) : hint,
    error.code === SUPERSEDED,
    error.code === BAD_QUERY,
  );
}

// A search that follows what is typed: each change is asked at once, and only
// the answer to the newest is shown. What is done is done to that: it waits for it.
// Knows no editor.
import { Result } from './paper';
import { Server, ServerError } from './server';

export interface View {
  show(result: Result): void;
  fail(error: ServerError): void;
  busy(busy: boolean): void;
  // The list is that of an older query, or there is none yet; something waits for the answer.
  late(shown: string | undefined, waiting: boolean): void;
}

// How long a list may be older than the words before it says so, in milliseconds.
const PATIENCE = 100;

export class Live {
  private asked: string | undefined;
  private shown: string | undefined; // the query of the result that is shown
  private answered = false; // asked was
  private waiting: ((result: Result) => void) | undefined;
  private result: Result | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly server: Server,
    private readonly view: View,
    private readonly limit: number,
  ) {}

  async ask(query: string): Promise<void> {
    if (query === this.asked) return;
    this.asked = query;
    this.answered = false;
    this.waiting = undefined;
    this.view.busy(true);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.view.late(this.shown, this.waiting !== undefined), PATIENCE);
    try {
      const result = await this.server.call<Result>('search', { query, limit: this.limit });
      if (query === this.asked) this.take(query, result);
    } catch (error) {
      const told = error as ServerError;
      if (query === this.asked) this.fail(told);
    }
    if (query === this.asked) this.view.busy(false);
  }

  // Does something to what is found for what is typed: now, or when that is there. Typing
  // on drops it, and so does an error, which is shown.
  act(query: string, then: (result: Result) => void): void {
    void this.ask(query);
    if (!this.answered) {
      this.waiting = then;
      this.view.late(this.shown, true);
    } else if (this.result !== undefined && this.shown === query) {
      then(this.result);
    }
  }

  // No answer is shown from now on.
  end(): void {
    clearTimeout(this.timer);
    this.asked = undefined;
    this.waiting = undefined;
  }

  private take(query: string, result: Result): void {
    const { waiting } = this;
    this.settle();
    this.shown = query;
    this.result = result;
    this.view.show(result);
    waiting?.(result);
  }

  private fail(error: ServerError): void {
    this.settle();
    if (!error.superseded) this.view.fail(error);
  }

  private settle(): void {
    clearTimeout(this.timer);
    this.answered = true;
    this.waiting = undefined;
  }
}

// A search that follows what is typed: each change is asked at once, and only
// the answer to the newest is shown. Knows no editor.
import { Result } from './paper';
import { Server, ServerError } from './server';

export interface View {
  show(result: Result): void;
  fail(error: ServerError): void;
  busy(busy: boolean): void;
}

export class Live {
  private asked: string | undefined;

  constructor(
    private readonly server: Server,
    private readonly view: View,
    private readonly limit: number,
  ) {}

  async ask(query: string): Promise<void> {
    if (query === this.asked) return;
    this.asked = query;
    this.view.busy(true);
    try {
      const result = await this.server.call<Result>('search', { query, limit: this.limit });
      if (query === this.asked) this.view.show(result);
    } catch (error) {
      const told = error as ServerError;
      if (query === this.asked && !told.superseded) this.view.fail(told);
    }
    if (query === this.asked) this.view.busy(false);
  }

  // No answer is shown from now on.
  end(): void {
    this.asked = undefined;
  }
}

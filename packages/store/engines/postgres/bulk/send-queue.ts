/** What a server is asked to do, one thing after the other, while whoever asks goes on. */
import { setImmediate as nextTurn } from "node:timers/promises";

/** Rows that wait while the server makes an index. */
const WAITING_BYTES_MAX = 64 * 1024 * 1024;

export class SendQueue {
  #last: Promise<unknown> = Promise.resolve();
  #waitingBytes = 0;
  #failure: { readonly error: unknown } | undefined;
  #isAbandoned = false;
  #whenLess: (() => void) | undefined;

  /**
   * Waits only while more bytes wait than may.
   * @throws what a step before it failed with; no step behind that one is taken
   */
  async add(step: () => Promise<unknown>, bytes = 0): Promise<void> {
    this.#waitingBytes += bytes;
    this.#last = this.#last.then(() => this.#take(step, bytes));
    this.#last.catch((error: unknown) => {
      this.#failure ??= { error };
      this.#whenLess?.();
    });
    // Whoever makes rows keeps the processor: without this the socket would have to wait.
    await nextTurn();
    while (this.#waitingBytes > WAITING_BYTES_MAX && this.#failure === undefined) await this.#less();
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  /** Resolves when all steps were taken. @throws what one failed with */
  async end(): Promise<void> {
    await this.#last;
  }

  /** Takes no more steps. Resolves when the one that is being taken is over, however it ends. */
  async abandon(): Promise<void> {
    this.#isAbandoned = true;
    await this.#last.catch(() => {});
  }

  async #take(step: () => Promise<unknown>, bytes: number): Promise<void> {
    if (this.#isAbandoned) return;
    await step();
    this.#waitingBytes -= bytes;
    this.#whenLess?.();
  }

  #less(): Promise<void> {
    return new Promise((resolve) => {
      this.#whenLess = resolve;
    });
  }
}

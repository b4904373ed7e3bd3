import type { Answered } from "./messages.ts";

interface Call {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Questions to another process that it has not answered yet. */
export class Calls {
  readonly #open = new Map<number, Call>();
  #last = 0;

  /** Asks by a message with a fresh id. Rejects where the answer is an error, or the other is gone. */
  ask(send: (id: number) => void): Promise<unknown> {
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      this.#open.set(id, { resolve, reject });
      send(id);
    });
  }

  settle(id: number, answer: Answered): void {
    const call = this.#open.get(id);
    this.#open.delete(id);
    if ("error" in answer) call?.reject(new Error(answer.error));
    else call?.resolve(answer.value);
  }

  /** The other process is gone. */
  abandon(): void {
    for (const { reject } of this.#open.values()) reject(new Error("The other process has ended."));
    this.#open.clear();
  }
}

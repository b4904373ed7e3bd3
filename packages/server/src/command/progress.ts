import type { CommandIo } from "./command.ts";

/** What takes less is over before anyone wonders. */
const QUIET_MS = 1_000;
const EVERY_MS = 200;

/** One line on a terminal that tells how far something is; none elsewhere, and none of what is soon done. */
export class Progress {
  readonly #io: Pick<CommandIo, "stderr" | "isWatched">;
  readonly #beganMs = performance.now();
  #toldMs = 0;
  #width = 0;

  constructor(io: Pick<CommandIo, "stderr" | "isWatched">) {
    this.#io = io;
  }

  tell(text: string): void {
    const nowMs = performance.now();
    if (!this.#io.isWatched || nowMs - this.#beganMs < QUIET_MS || nowMs - this.#toldMs < EVERY_MS) return;
    this.#toldMs = nowMs;
    this.#io.stderr.write(`\r${text.padEnd(this.#width)}`);
    this.#width = text.length;
  }

  /** Leaves a clean line. */
  end(): void {
    if (this.#width > 0) this.#io.stderr.write(`\r${" ".repeat(this.#width)}\r`);
    this.#width = 0;
  }
}

/** One process of Rolecall in a run, and whether something happens to it. */
import { type ChildInstallation, startChild } from "../installation/child-process.ts";

const STARTS_MAX = 30;

export class Node {
  readonly name: string;
  readonly #args: readonly string[];
  #child: ChildInstallation | undefined;
  /** Since when nothing has happened to it or its link, on the run's clock. */
  quietSinceMs = performance.now();
  /** How many faults it has now. */
  #troubles = 0;

  constructor(name: string, args: readonly string[]) {
    this.name = name;
    this.#args = args;
  }

  /** As a supervisor starts it: again, where the database was away. */
  async start(): Promise<void> {
    for (let tried = 1; this.#child === undefined; tried++) {
      try {
        this.#child = await startChild(this.#args);
      } catch (error) {
        if (tried === STARTS_MAX) throw error;
      }
    }
  }

  /** Undefined while it does not run. */
  get endpoint(): string | undefined {
    return this.#child?.endpoint;
  }

  get isQuiet(): boolean {
    return this.#troubles === 0;
  }

  /** Runs what disturbs it; what is asked of it meanwhile, and for a while after, is judged mildly. */
  async disturb(fault: () => Promise<void>): Promise<void> {
    this.#troubles += 1;
    try {
      await fault();
    } finally {
      this.#troubles -= 1;
      this.quietSinceMs = performance.now();
    }
  }

  signal(signal: "SIGSTOP" | "SIGCONT"): void {
    this.#child?.signal(signal);
  }

  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    await child?.stop("SIGKILL");
  }

  async stop(): Promise<void> {
    await this.#child?.stop();
    this.#child = undefined;
  }
}

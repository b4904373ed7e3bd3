import { addCounts, type Counts, NO_COUNTS } from "./messages.ts";
import type { FileOutcome } from "./run-files.ts";

/** The names of the counts, as node's own reporter tells them. */
const TOLD: readonly (readonly [keyof Counts, string])[] = [
  ["tests", "tests"],
  ["suites", "suites"],
  ["passed", "pass"],
  ["failed", "fail"],
  ["cancelled", "cancelled"],
  ["skipped", "skipped"],
  ["todo", "todo"],
];

/** What came of all files: each is told when it is done; what failed is told again at the end, where people look. */
export class Report {
  readonly #startedAt = performance.now();
  #counts = NO_COUNTS;
  readonly #failed: FileOutcome[] = [];

  /** Prints it. */
  add(outcome: FileOutcome): void {
    const { file, text, counts, seconds } = outcome;
    console.log(`${file} (${seconds.toFixed(1)} s)\n${text.trimEnd()}`);
    this.#counts = addCounts(this.#counts, counts);
    if (counts.failed + counts.cancelled > 0) this.#failed.push(outcome);
  }

  /** Prints the sum. @returns whether there were tests, and all have passed */
  end(): boolean {
    for (const [name, told] of TOLD) console.log(`ℹ ${told} ${this.#counts[name]}`);
    console.log(`ℹ duration_ms ${(performance.now() - this.#startedAt).toFixed(0)}`);
    for (const { file, failures } of this.#failed) console.log(`\n${file}\n${failures.trim()}`);
    if (this.#counts.tests === 0) console.error("No test ran.");
    return this.#failed.length === 0 && this.#counts.tests > 0;
  }
}

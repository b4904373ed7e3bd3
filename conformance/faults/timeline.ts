/** When clients wrote and read with success, and how long they could not. */
import type { Answer, Call } from "./client.ts";

/** The longest time in which no write was acknowledged. */
export interface Absence {
  readonly fromMs: number;
  readonly toMs: number;
}

interface Read {
  readonly action: string;
  readonly sentAtMs: number;
  readonly isAnswered: boolean;
}

const WRITES = /^(?:Create|Delete|Update)/;

export class Timeline {
  readonly #writtenAtMs: number[] = [];
  readonly #reads: Read[] = [];

  note({ form }: Call, { outcome, sentAtMs, answeredAtMs }: Answer): void {
    const { Action: action = "" } = form;
    if (!WRITES.test(action)) this.#reads.push({ action, sentAtMs, isAnswered: outcome !== "unknown" });
    else if (outcome === "done") this.#writtenAtMs.push(answeredAtMs);
  }

  /** Whether a write was acknowledged after that. */
  hasWrittenSince(ms: number): boolean {
    return (this.#writtenAtMs.at(-1) ?? 0) > ms;
  }

  /** @param sinceMs the last write before it is where an absence may begin */
  longestAbsence(sinceMs: number): Absence {
    const first = this.#writtenAtMs.findLastIndex((ms) => ms <= sinceMs);
    const times = this.#writtenAtMs.slice(Math.max(0, first));
    let longest: Absence = { fromMs: 0, toMs: 0 };
    for (let nth = 1; nth < times.length; nth++) {
      const [fromMs, toMs] = [times[nth - 1]!, times[nth]!];
      if (toMs - fromMs > longest.toMs - longest.fromMs) longest = { fromMs, toMs };
    }
    return longest;
  }

  /** By action: how many were asked meanwhile, and how many of them were answered with a failure of the server, or not at all. */
  readsDuring({ fromMs, toMs }: Absence): Readonly<Record<string, { asked: number; failed: number }>> {
    const counts: Record<string, { asked: number; failed: number }> = {};
    for (const { action, sentAtMs, isAnswered } of this.#reads) {
      if (sentAtMs < fromMs || sentAtMs > toMs) continue;
      counts[action] ??= { asked: 0, failed: 0 };
      counts[action].asked += 1;
      if (!isAnswered) counts[action].failed += 1;
    }
    return counts;
  }
}

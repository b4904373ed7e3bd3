import type { WriteSession } from "./write-session.ts";

/** A write that waits for its turn. */
export interface WriteJob {
  readonly work: (session: WriteSession) => Promise<unknown>;
  /** Works of one account stand in one line. Unknown where undefined: alone, in the order in which they came. */
  readonly accountId: string | undefined;
  /** On the clock of performance.now(). */
  readonly deadlineMs: number;
  readonly resolve: (result: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

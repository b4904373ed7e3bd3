/** An outage is one line a minute, however many requests it fails. */
const TELL_EVERY_MS = 60_000;

export interface OutageLogParts {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly tell: (message: string) => void;
}

/** Tells of requests that the database did not answer, now and then, and how many there were since. */
export function createOutageLog({
  clock,
  tell,
}: OutageLogParts): (error: unknown, requestId: string) => void {
  let toldAt = Number.NEGATIVE_INFINITY;
  let untold = 0;
  return (error, requestId) => {
    if (clock() - toldAt < TELL_EVERY_MS) {
      untold += 1;
      return;
    }
    const before = untold === 0 ? "" : `, and ${untold} others since that was last told`;
    tell(
      `request ${requestId} could not be answered${before}: ${error instanceof Error ? error.message : error}`,
    );
    toldAt = clock();
    untold = 0;
  };
}

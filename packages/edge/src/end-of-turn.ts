/** Answers that wait for the end of a turn together; those beyond are sent at once, so that they need not be kept. */
const GATHERED_BYTES = 4 * 1024 * 1024;

/**
 * Gives a function that resolves when the event loop has done all that was ready in this turn. Answers that wait for it are
 * written one right after the other. Written each as it is ready, between the work on two requests, each would find a client
 * on the same machine asleep again, and waking it costs more than the write: a quarter of what GetCallerIdentity takes.
 * Undefined for an answer that should not wait.
 */
export function createEndOfTurn(): (bytes: number) => Promise<void> | undefined {
  let underway: Promise<void> | undefined;
  let gatheredBytes = 0;
  return (bytes) => {
    underway ??= new Promise((resolve) => {
      setImmediate(() => {
        underway = undefined;
        gatheredBytes = 0;
        resolve();
      });
    });
    gatheredBytes += bytes;
    return gatheredBytes > GATHERED_BYTES ? undefined : underway;
  };
}

import { setTimeout as delay } from "node:timers/promises";

/** Waits no longer than it is given. Undefined where it came to something in time, else why not. */
export async function outcomeOf(answer: Promise<unknown>, withinMs: number): Promise<Error | undefined> {
  const timer = new AbortController();
  const late = delay(withinMs, new Error(`it did not answer for ${withinMs} ms`), { signal: timer.signal });
  late.catch(() => {});
  try {
    return await Promise.race([answer.then(() => undefined, asError), late]);
  } finally {
    timer.abort();
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

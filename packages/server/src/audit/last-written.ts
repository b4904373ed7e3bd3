/**
 * Remembers the time that was written last: requests come many in a second, and so do sessions that expire in one.
 * @param write of milliseconds since 1970
 */
export function lastWritten(write: (epochMs: number) => string): (epochMs: number) => string {
  let last = { epochMs: Number.NaN, text: "" };
  return (epochMs) => {
    if (last.epochMs !== epochMs) last = { epochMs, text: write(epochMs) };
    return last.text;
  };
}

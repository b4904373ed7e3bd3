/** What the console reads of the browser's clock stands here, as a server's does in `server`. Milliseconds since 1970. */
export function readClock(): number {
  return Date.now();
}

import type { IncomingMessage } from "node:http";

/** What node's objects for one request and its answer take, headers aside. */
const OBJECTS_BYTES = 8_192;

/** What is held for a request, its body aside. */
export function requestBytes({ rawHeaders, url = "" }: IncomingMessage): number {
  return rawHeaders.reduce((sum, text) => sum + text.length, OBJECTS_BYTES + url.length);
}

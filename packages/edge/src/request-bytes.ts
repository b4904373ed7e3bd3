import type { IncomingMessage } from "node:http";

/** What node's objects for one request and its answer take, headers aside. */
const OBJECTS_BYTES = 8_192;

/** What a header takes besides its characters: in node's list and its object, and in ours (measured). */
const HEADER_BYTES = 256;

/** What is held for a request, its body aside. */
export function requestBytes({ rawHeaders, url = "" }: IncomingMessage): number {
  const objectsBytes = OBJECTS_BYTES + (rawHeaders.length / 2) * HEADER_BYTES;
  return rawHeaders.reduce((sum, text) => sum + text.length, objectsBytes + url.length);
}

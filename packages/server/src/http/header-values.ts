import type { IncomingMessage } from "node:http";

/**
 * The headers with each value kept apart, as `headersDistinct` gives them. Node has put the headers into one object already; where
 * none came twice, that object says it all, and reading it costs a third of making another from the wire.
 */
export function headerValues(
  request: IncomingMessage,
): Readonly<Record<string, readonly string[] | undefined>> {
  const { headers } = request;
  const values: Record<string, readonly string[]> = Object.create(null);
  let count = 0;
  for (const name in headers) {
    const value = headers[name];
    // Node keeps Set-Cookie as a list, and joins nothing else that came once.
    if (typeof value !== "string") return request.headersDistinct;
    values[name] = [value];
    count++;
  }
  return count * 2 === request.rawHeaders.length ? values : request.headersDistinct;
}

import type { IncomingMessage } from "node:http";

/** Lists by name, without a member that every object has. Made by a constructor, which keeps reading it quick. */
class HeaderLists {
  readonly [name: string]: readonly string[];
  static {
    Object.setPrototypeOf(HeaderLists.prototype, null);
    Reflect.deleteProperty(HeaderLists.prototype, "constructor");
  }
}

/**
 * The headers with each value kept apart, as `headersDistinct` gives them. Node has put the headers into one object already;
 * where none came twice that object says it all, and reading it takes a third of making another from the wire.
 */
export function headerValues(
  request: IncomingMessage,
): Readonly<Record<string, readonly string[] | undefined>> {
  const { headers } = request;
  const values: Record<string, readonly string[]> = new HeaderLists();
  let count = 0;
  for (const name in headers) {
    const value = headers[name];
    // Node keeps Set-Cookie as a list.
    if (typeof value !== "string") return request.headersDistinct;
    values[name] = [value];
    count++;
  }
  return count * 2 === request.rawHeaders.length ? values : request.headersDistinct;
}

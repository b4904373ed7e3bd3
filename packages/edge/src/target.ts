/** What a request line asks for. */
export interface RequestTarget {
  /** As it was sent, before the first "?". */
  readonly rawPath: string;
  /** As it was sent, after the first "?"; "" where there is none. */
  readonly rawQuery: string;
  /** Of an absolute target: it counts instead of the Host header. */
  readonly authority?: string;
}

const ABSOLUTE = /^https?:\/\/([^/?#@\s]+)(.*)$/i;

/**
 * Splits a target at the first question mark. An absolute one (`http://host/path`, as clients send it to proxies) is served
 * as its path. Source: RFC 9112, section 3.2.2.
 */
export function splitTarget(target: string): RequestTarget {
  if (target.startsWith("/")) return splitQuery(target);
  const [, authority, rest = ""] = ABSOLUTE.exec(target) ?? [];
  if (authority === undefined) return splitQuery(target);
  return { ...splitQuery(rest.startsWith("/") ? rest : `/${rest}`), authority };
}

function splitQuery(target: string): RequestTarget {
  const mark = target.indexOf("?");
  if (mark < 0) return { rawPath: target, rawQuery: "" };
  return { rawPath: target.slice(0, mark), rawQuery: target.slice(mark + 1) };
}

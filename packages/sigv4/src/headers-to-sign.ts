import type { HeaderValues } from "./request.ts";

/** Headers that say how a connection is used, or that whoever passes a request on may change. They are never signed. */
const NEVER_SIGNED: ReadonlySet<string> = new Set([
  "authorization",
  "connection",
  "expect",
  "keep-alive",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "user-agent",
  "x-amzn-trace-id",
]);

/** Those of a request that its signer signs, sorted. */
export function signedHeaderNames(headers: HeaderValues): readonly string[] {
  return Object.keys(headers)
    .filter((name) => !NEVER_SIGNED.has(name))
    .sort();
}

/** A request's headers, and those that the signer adds. */
export function withHeaders(headers: HeaderValues, added: Readonly<Record<string, string>>): HeaderValues {
  const all: Record<string, readonly string[] | undefined> = Object.assign(Object.create(null), headers);
  for (const [name, value] of Object.entries(added)) all[name] = [value];
  return all;
}

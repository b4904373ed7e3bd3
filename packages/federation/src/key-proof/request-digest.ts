/** What of a request a proof is over: the operation and its whole input, so that one for this proves nothing for that. */
import { createHash } from "node:crypto";

/**
 * SHA-256 in base64url of the operation's name, a line feed, and the input as JSON: without the member `Proof`, names sorted by
 * their UTF-16 units as in RFC 8785, no white space; bytes in base64, times in seconds since 1970, as JSON 1.1 sends them.
 * @param input as it is sent, or as it was decoded
 */
export function requestDigest(operation: string, input: object): string {
  const { Proof: _proof, ...asked } = input as Readonly<Record<string, unknown>>;
  return createHash("sha256")
    .update(`${operation}\n${JSON.stringify(canonical(asked))}`)
    .digest("base64url");
}

function canonical(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  const present = Object.entries(value).filter(([, each]) => each !== undefined && each !== null);
  const sorted = present.sort(([one], [other]) => (one < other ? -1 : 1));
  const record: Record<string, unknown> = Object.create(null);
  for (const [name, each] of sorted) record[name] = canonical(each);
  return record;
}

/**
 * Where a member of an error's shape gets its value: from the error's message, from the request's id, from the error's code
 * (which REST-JSON repeats in a header), or from what the service says of this one error.
 */
export type ErrorMemberSource = "message" | "requestId" | "code" | "details";

/** By the member's name on the wire. */
const SOURCES: ReadonlyMap<string, ErrorMemberSource> = new Map([
  ["message", "message"],
  ["Message", "message"],
  // OAuth's name for it. Source: RFC 6749, section 5.2.
  ["error_description", "message"],
  ["RequestId", "requestId"],
  ["x-amzn-ErrorType", "code"],
]);

export function errorMemberSource(wireName: string): ErrorMemberSource {
  return SOURCES.get(wireName) ?? "details";
}

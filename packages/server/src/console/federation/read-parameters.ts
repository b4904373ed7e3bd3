import type { WholeRequest } from "@rolecall/edge";

type Request = Pick<WholeRequest, "method" | "rawQuery" | "body" | "headers">;

/** Of the address, or of a form that was posted. The first of a name counts. */
export function readParameters({ method, rawQuery, body }: Request): URLSearchParams {
  return new URLSearchParams(method === "POST" ? Buffer.from(body).toString("utf8") : rawQuery);
}

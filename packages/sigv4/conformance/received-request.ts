import type { SignedRequest } from "../src/index.ts";

/** A request as a server receives it: GET / without query and body where nothing else is said, signed in its header if at all. */
export function receivedRequest(request: Partial<SignedRequest>, authorization?: string): SignedRequest {
  const signed = authorization === undefined ? {} : { authorization: [authorization] };
  return {
    method: "GET",
    rawPath: "/",
    rawQuery: "",
    payload: new Uint8Array(),
    ...request,
    headers: { ...request.headers, ...signed },
  };
}

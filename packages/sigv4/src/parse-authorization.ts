import { parseAuthorizationHeader } from "./authorization-header.ts";
import { isPresigned, parseAuthorizationQuery } from "./authorization-query.ts";
import type { Parsed } from "./build-claim.ts";
import { firstHeader, type SignedRequest } from "./request.ts";

/**
 * Reads a request's signature, without judging more than its form and that all that must be signed claims to be: `host`
 * and every `x-amz-` header. A request that is not signed at all fails with `missingAuthenticationToken`.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html
 */
export function parseAuthorization(request: SignedRequest): Parsed {
  const authorization = firstHeader(request.headers, "authorization")?.trim();
  const presigned = request.rawQuery !== "" && isPresigned(request.rawQuery);
  if (presigned)
    return authorization ? { failure: { reason: "twoMechanisms" } } : parseAuthorizationQuery(request);
  if (!authorization) return { failure: { reason: "missingAuthenticationToken" } };
  return parseAuthorizationHeader(request, authorization);
}

import { AWS_WORDING } from "./aws-wording.ts";
import type { SignatureFailure } from "./failure.ts";
import { S3_WORDING } from "./s3-wording.ts";
import { type DescribedFailure, describeWith } from "./wording.ts";

/** How a service speaks of a failed signature: by its protocol, and S3 in a way of its own. */
export type Dialect = "query" | "json" | "restJson" | "s3";

/** What the JSON protocols call the same failure. A code that is not here has the same name everywhere. */
const JSON_CODES: ReadonlyMap<string, string> = new Map([
  ["IncompleteSignature", "IncompleteSignatureException"],
  ["SignatureDoesNotMatch", "InvalidSignatureException"],
  ["MissingAuthenticationToken", "MissingAuthenticationTokenException"],
  ["InvalidClientTokenId", "UnrecognizedClientException"],
  ["ExpiredToken", "ExpiredTokenException"],
]);

/**
 * Code, message and HTTP status of a failure, as AWS gives them. JSON 1.1 answers every one of them with 400, REST-JSON
 * with 403.
 */
export function describeFailure(failure: SignatureFailure, dialect: Dialect): DescribedFailure {
  if (dialect === "s3") return describeWith(S3_WORDING, failure);
  const described = describeWith(AWS_WORDING, failure);
  if (dialect === "query") return described;
  return {
    code: JSON_CODES.get(described.code) ?? described.code,
    message:
      failure.reason === "missingAuthenticationToken" ? "Missing Authentication Token" : described.message,
    httpStatus: dialect === "json" ? 400 : 403,
  };
}

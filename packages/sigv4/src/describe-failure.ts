import { AWS_WORDING } from "./aws-wording.ts";
import type { SignatureFailure } from "./failure.ts";
import { S3_WORDING } from "./s3-wording.ts";
import { shownText } from "./shown-text.ts";
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
  ["AccessDenied", "AccessDeniedException"],
]);

/** Room for both texts that a mismatch shows; of every other failure, for far more than a genuine client sends. */
const MESSAGE_MAX_LENGTH = 10_240;
/** S3 shows the same texts byte for byte, three characters each. */
const DETAIL_MAX_LENGTH = 3 * MESSAGE_MAX_LENGTH;

/**
 * Code, message and HTTP status of a failure, as AWS gives them. JSON 1.1 answers every one of them with 400, REST-JSON
 * with 403. INVARIANT: message and details are bounded, however long what they repeat of the request is.
 */
export function describeFailure(failure: SignatureFailure, dialect: Dialect): DescribedFailure {
  const described = describeIn(dialect, failure);
  const { message, details } = described;
  return {
    ...described,
    message: shownText(message, MESSAGE_MAX_LENGTH),
    ...(details !== undefined && { details: shownDetails(details) }),
  };
}

function describeIn(dialect: Dialect, failure: SignatureFailure): DescribedFailure {
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

function shownDetails(details: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const entries = Object.entries(details);
  return Object.fromEntries(entries.map(([name, text]) => [name, shownText(text, DETAIL_MAX_LENGTH)]));
}

import { hash } from "node:crypto";
import type { ExpiresProblem, ScopeProblems } from "./failure.ts";
import { serviceRules } from "./service-rules.ts";
import { formatTimestamp } from "./timestamp.ts";
import type { DescribedFailure, FailureFor, Wording } from "./wording.ts";

/**
 * What all services but S3 say, in the codes of the Query protocol.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html
 */
export const AWS_WORDING: Wording = {
  missingAuthenticationToken: () => ({
    code: "MissingAuthenticationToken",
    message: "Request is missing Authentication Token",
    httpStatus: 403,
  }),
  twoMechanisms: () =>
    doesNotMatch("Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header."),
  unsupportedAlgorithm: ({ algorithm }) => incomplete(`Unsupported AWS 'algorithm': '${algorithm}'.`),
  malformedPair: ({ pair }) =>
    incomplete(
      `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${digest(pair)}'.`,
    ),
  missingParameters: (failure) => incomplete(missingParameters(failure)),
  malformedDate: ({ value }) =>
    incomplete(
      `Date must be in ISO-8601 'basic format'. Got '${value}'. See http://en.wikipedia.org/wiki/ISO_8601`,
    ),
  malformedCredential: ({ credential, elements }) =>
    incomplete(
      `Credential must have exactly ${elements} slash-delimited elements, e.g. ${CREDENTIAL_EXAMPLES[elements]}, got '${credential}'`,
    ),
  invalidExpires: ({ problem }) => incomplete(EXPIRES_MESSAGES[problem]),
  malformedSignedHeaders: () => doesNotMatch(`${MISMATCH} ${SIGNED_HEADERS_RULE}`),
  hostNotSigned: () =>
    doesNotMatch("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."),
  headersNotSigned: ({ names }) =>
    doesNotMatch(
      names.map((name) => `'${name}' must be a 'SignedHeader' in the AWS Authorization.`).join(" "),
    ),
  signatureExpired: (failure) =>
    doesNotMatch(`Signature expired: ${bounds(failure, "is now earlier than", -1)}`),
  signatureNotYetCurrent: (failure) =>
    doesNotMatch(`Signature not yet current: ${bounds(failure, "is still later than", 1)}`),
  presignedExpired: () => ({ code: "RequestExpired", message: "Request has expired.", httpStatus: 400 }),
  wrongScope: ({ problems }) => doesNotMatch(scopeMessage(problems)),
  // The next three are S3's alone; no other service asks for the hash of the content.
  contentHashMissing: () => incomplete("Missing the 'x-amz-content-sha256' in canonical headers."),
  contentHashInvalid: () => doesNotMatch(MISMATCH),
  contentHashMismatch: () => doesNotMatch(MISMATCH),
  signatureMismatch: ({ canonicalRequest, stringToSign }) =>
    doesNotMatch(
      `${MISMATCH}\n\nThe Canonical String for this request should have been\n'${canonicalRequest}'\n\nThe String-to-Sign should have been\n'${stringToSign}'\n`,
    ),
  malformedCertificate: ({ header }) =>
    incomplete(`'${header}' must stand there once and hold DER, encoded in base64.`),
  // IAM Roles Anywhere's (as users met them).
  unusableCertificate: () => ({
    code: "AccessDenied",
    message: "Untrusted Signing Certificate",
    httpStatus: 403,
  }),
  certificateMismatch: () => ({ code: "AccessDenied", message: "Invalid signature", httpStatus: 403 }),
  unknownAccessKeyId: () => invalidToken(),
  invalidSessionToken: () => invalidToken(),
  expiredSessionToken: () => ({
    code: "ExpiredToken",
    message: "The security token included in the request is expired",
    httpStatus: 403,
  }),
};

const MISMATCH =
  "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";

/** Ours: AWS gives no reason for such a mismatch, as far as is recorded. */
const SIGNED_HEADERS_RULE =
  "'SignedHeaders' must name each signed header once, in lower case and in alphabetical order.";

const CREDENTIAL_EXAMPLES: Readonly<Record<number, string>> = {
  5: "keyid/date/region/service/term",
  4: "keyid/date/service/term",
};

export const EXPIRES_MESSAGES: Readonly<Record<ExpiresProblem, string>> = {
  notANumber: "X-Amz-Expires should be a number",
  negative: "X-Amz-Expires must be non-negative",
  tooLarge:
    "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds",
};

function incomplete(message: string): DescribedFailure {
  return { code: "IncompleteSignature", message, httpStatus: 400 };
}

function doesNotMatch(message: string): DescribedFailure {
  return { code: "SignatureDoesNotMatch", message, httpStatus: 403 };
}

function invalidToken(): DescribedFailure {
  const message = "The security token included in the request is invalid.";
  return { code: "InvalidClientTokenId", message, httpStatus: 403 };
}

/** AWS shows what it was sent only as a digest: a credential may have been put there by mistake. */
function digest(text: string): string {
  return hash("sha256", Buffer.from(text, "latin1"), "base64");
}

function missingParameters(failure: FailureFor<"missingParameters">): string {
  const { location, parameters, isDateMissing, authorization } = failure;
  if (location === "query") {
    const sentences = parameters.map((name) => `AWS query-string parameters must include '${name}'.`);
    return [...sentences, "Re-examine the query-string parameters."].join(" ");
  }
  const sentences = parameters.map((name) => `Authorization header requires '${name}' parameter.`);
  if (isDateMissing) {
    sentences.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
  }
  return `${sentences.join(" ")} (Hashed with SHA-256 and encoded with Base64) Authorization=${digest(authorization)}`;
}

function bounds(
  failure: FailureFor<"signatureExpired"> | FailureFor<"signatureNotYetCurrent">,
  relation: string,
  direction: 1 | -1,
): string {
  const { signedAtMs, nowMs, skewMs } = failure;
  const limit = formatTimestamp(nowMs + direction * skewMs);
  const sign = direction < 0 ? "-" : "+";
  return `${formatTimestamp(signedAtMs)} ${relation} ${limit} (${formatTimestamp(nowMs)} ${sign} ${skewMs / 60_000} min.)`;
}

/** All that is wrong at once. As recorded, each sentence but the last of them ends with a space, also where nothing follows. */
function scopeMessage({ region, service, terminator, date }: ScopeProblems): string {
  let message = "";
  if (region) {
    const not = serviceRules(region.service).namesWrongRegion ? `, not '${region.claimed}'` : "";
    message += `Credential should be scoped to a valid region${not}. `;
  }
  if (service) message += `Credential should be scoped to correct service: '${service.expected}'. `;
  if (terminator) {
    message += `Credential should be scoped with a valid terminator: 'aws4_request', not '${terminator.claimed}'. `;
  }
  if (date) {
    message += `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${date.claimed}' != '${date.timestamp.slice(0, 8)}', from '${date.timestamp}'.`;
  }
  return message;
}

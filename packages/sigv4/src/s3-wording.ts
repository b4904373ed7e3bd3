import { EXPIRES_MESSAGES } from "./aws-wording.ts";
import type { SignatureLocation } from "./claim.ts";
import type { ScopeProblems } from "./failure.ts";
import type { DescribedFailure, FailureFor, Wording } from "./wording.ts";

/**
 * What S3 says. https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html and, for presigned URLs,
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export const S3_WORDING: Wording = {
  missingAuthenticationToken: () => accessDenied("Access Denied"),
  twoMechanisms: () => ({
    code: "InvalidArgument",
    message:
      "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified",
    httpStatus: 400,
  }),
  unsupportedAlgorithm: ({ location }) =>
    location === "query"
      ? malformed(location, 'X-Amz-Algorithm only supports "AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256"')
      : invalidRequest(
          "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.",
        ),
  malformedPair: ({ pair }) => malformed("header", `the authorization component "${pair}" is malformed.`),
  missingParameters: describeMissing,
  malformedDate: ({ location }) =>
    location === "query"
      ? malformed(location, `X-Amz-Date must be in the ISO8601 Long Format "yyyyMMdd'T'HHmmss'Z'"`)
      : accessDenied("AWS authentication requires a valid Date or x-amz-date header"),
  malformedCredential: ({ location }) =>
    malformed(
      location,
      `${credentialPrefix(location)}the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".`,
    ),
  invalidExpires: ({ problem }) => malformed("query", EXPIRES_MESSAGES[problem]),
  malformedSignedHeaders: () => ({ code: "SignatureDoesNotMatch", message: MISMATCH, httpStatus: 403 }),
  hostNotSigned: () => headersNotSigned(["host"]),
  headersNotSigned: ({ names }) => headersNotSigned(names),
  signatureExpired: timeTooSkewed,
  signatureNotYetCurrent: timeTooSkewed,
  presignedExpired: ({ expiresSeconds, expiresAtMs, nowMs }) =>
    accessDenied("Request has expired", {
      "X-Amz-Expires": String(expiresSeconds),
      Expires: isoSeconds(expiresAtMs),
      ServerTime: isoSeconds(nowMs),
    }),
  wrongScope: ({ location, problems }) => malformed(location, scopeMessage(location, problems)),
  contentHashMissing: () => invalidRequest("Missing required header for this request: x-amz-content-sha256"),
  contentHashInvalid: ({ claimed }) => ({
    code: "InvalidArgument",
    message: "x-amz-content-sha256 must be UNSIGNED-PAYLOAD or a valid sha256 value.",
    httpStatus: 400,
    details: { ArgumentName: "x-amz-content-sha256", ArgumentValue: claimed },
  }),
  contentHashMismatch: ({ claimed, computed }) => ({
    code: "XAmzContentSHA256Mismatch",
    message: "The provided 'x-amz-content-sha256' header does not match what was computed.",
    httpStatus: 400,
    details: { ClientComputedContentSHA256: claimed, S3ComputedContentSHA256: computed },
  }),
  signatureMismatch: describeMismatch,
  // S3 takes no signature of a certificate's key.
  malformedCertificate: ({ header }) => invalidRequest(`${header} must hold DER, encoded in base64.`),
  unusableCertificate: () => accessDenied("Access Denied"),
  certificateMismatch: () => accessDenied("Access Denied"),
  unknownAccessKeyId: ({ accessKeyId }) => ({
    code: "InvalidAccessKeyId",
    message: "The AWS Access Key Id you provided does not exist in our records.",
    httpStatus: 403,
    details: { AWSAccessKeyId: accessKeyId },
  }),
  invalidSessionToken: () => ({
    code: "InvalidToken",
    message: "The provided token is malformed or otherwise invalid.",
    httpStatus: 400,
  }),
  expiredSessionToken: () => ({
    code: "ExpiredToken",
    message: "The provided token has expired.",
    httpStatus: 400,
  }),
};

const MISMATCH =
  "The request signature we calculated does not match the signature you provided. Check your key and signing method.";

function accessDenied(message: string, details?: Readonly<Record<string, string>>): DescribedFailure {
  return { code: "AccessDenied", message, httpStatus: 403, ...(details ? { details } : {}) };
}

function invalidRequest(message: string): DescribedFailure {
  return { code: "InvalidRequest", message, httpStatus: 400 };
}

function malformed(location: SignatureLocation, what: string): DescribedFailure {
  return location === "query"
    ? { code: "AuthorizationQueryParametersError", message: what, httpStatus: 400 }
    : {
        code: "AuthorizationHeaderMalformed",
        message: `The authorization header is malformed; ${what}`,
        httpStatus: 400,
      };
}

function credentialPrefix(location: SignatureLocation): string {
  return location === "query" ? "Error parsing the X-Amz-Credential parameter; " : "";
}

function headersNotSigned(names: readonly string[]): DescribedFailure {
  return accessDenied("There were headers present in the request which were not signed", {
    HeadersNotSigned: names.join(", "),
  });
}

function describeMissing({
  location,
  parameters,
  isDateMissing,
}: FailureFor<"missingParameters">): DescribedFailure {
  if (location === "query") {
    return malformed(
      location,
      "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.",
    );
  }
  if (parameters.length === 0 && isDateMissing) {
    return accessDenied("AWS authentication requires a valid Date or x-amz-date header");
  }
  return malformed(
    location,
    "the authorization header requires three components: Credential, SignedHeaders, and Signature.",
  );
}

function isoSeconds(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

function timeTooSkewed({
  signedAtMs,
  nowMs,
  skewMs,
}: FailureFor<"signatureExpired"> | FailureFor<"signatureNotYetCurrent">): DescribedFailure {
  return {
    code: "RequestTimeTooSkewed",
    message: "The difference between the request time and the current time is too large.",
    httpStatus: 403,
    details: {
      RequestTime: isoSeconds(signedAtMs),
      ServerTime: isoSeconds(nowMs),
      MaxAllowedSkewMilliseconds: String(skewMs),
    },
  };
}

/** S3 names one problem at a time. */
function scopeMessage(
  location: SignatureLocation,
  { region, service, terminator, date }: ScopeProblems,
): string {
  const prefix = credentialPrefix(location);
  if (date) {
    return location === "query"
      ? `Invalid credential date "${date.claimed}". This date is not the same as X-Amz-Date: "${date.timestamp.slice(0, 8)}".`
      : "Invalid credential date. Date is not the same as X-Amz-Date.";
  }
  if (service)
    return `${prefix}incorrect service "${service.claimed}". This endpoint belongs to "${service.expected}".`;
  if (terminator)
    return `${prefix}incorrect terminal "${terminator.claimed}". This endpoint uses "aws4_request".`;
  const expecting = region?.expected === undefined ? "" : `; expecting '${region.expected}'`;
  return `${prefix}the region '${region?.claimed ?? ""}' is wrong${expecting}`;
}

function hexBytes(text: string): string {
  return Buffer.from(text, "latin1")
    .toString("hex")
    .replace(/..(?=.)/g, "$& ");
}

function describeMismatch(failure: FailureFor<"signatureMismatch">): DescribedFailure {
  return {
    code: "SignatureDoesNotMatch",
    message: MISMATCH,
    httpStatus: 403,
    details: {
      AWSAccessKeyId: failure.accessKeyId,
      StringToSign: failure.stringToSign,
      SignatureProvided: failure.signature,
      StringToSignBytes: hexBytes(failure.stringToSign),
      CanonicalRequest: failure.canonicalRequest,
      CanonicalRequestBytes: hexBytes(failure.canonicalRequest),
    },
  };
}

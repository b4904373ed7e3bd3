import { buildClaim, isAlgorithm, type Parsed, type SigningDate } from "./build-claim.ts";
import type { SignatureFailure } from "./failure.ts";
import { firstHeader, type HeaderValues, type SignedRequest } from "./request.ts";
import { formatTimestamp, parseDateHeader, parseTimestamp } from "./timestamp.ts";

interface HeaderParameters {
  Credential: string | undefined;
  Signature: string | undefined;
  SignedHeaders: string | undefined;
}

const REQUIRED = ["Credential", "Signature", "SignedHeaders"] as const;

/** Reads "ALGORITHM Credential=…, SignedHeaders=…, Signature=…". Failures come in AWS's order. */
export function parseAuthorizationHeader(request: SignedRequest, authorization: string): Parsed {
  const space = authorization.indexOf(" ");
  const algorithm = space < 0 ? authorization : authorization.slice(0, space);
  if (!isAlgorithm(algorithm, "header")) {
    return { failure: unknownScheme(authorization, algorithm) };
  }
  const parameters = readParameters(authorization, space < 0 ? authorization.length : space + 1);
  if ("reason" in parameters) return { failure: parameters };
  const { Credential, Signature, SignedHeaders } = parameters;
  const { headers } = request;
  const dateText = firstHeader(headers, "x-amz-date") ?? firstHeader(headers, "date");
  if (
    Credential === undefined ||
    Signature === undefined ||
    SignedHeaders === undefined ||
    dateText === undefined
  ) {
    return { failure: missingParameters(parameters, dateText === undefined, authorization) };
  }
  return buildClaim(request, {
    algorithm,
    location: "header",
    credential: Credential,
    signedHeaderList: SignedHeaders,
    signature: Signature,
    sessionToken: firstHeader(headers, "x-amz-security-token"),
    contentSha256: firstHeader(headers, "x-amz-content-sha256"),
    dateText,
    date: readDate(headers, dateText),
    expiresSeconds: undefined,
    regionSet: firstHeader(headers, "x-amz-region-set"),
  });
}

/** "AWS5-… Credential=…" is a signature of a kind that we do not know; "Bearer abc" is no signature at all. */
function unknownScheme(authorization: string, algorithm: string): SignatureFailure {
  return authorization.includes("=") || !authorization.includes(" ")
    ? { reason: "unsupportedAlgorithm", algorithm, location: "header" }
    : { reason: "malformedPair", pair: authorization.slice(algorithm.length + 1).trim() };
}

/** Name-value pairs between commas; a name that comes twice counts with its last value; unknown names are ignored. */
function readParameters(authorization: string, from: number): HeaderParameters | SignatureFailure {
  const parameters: HeaderParameters = {
    Credential: undefined,
    Signature: undefined,
    SignedHeaders: undefined,
  };
  let start = from;
  while (start < authorization.length) {
    const comma = authorization.indexOf(",", start);
    const end = comma < 0 ? authorization.length : comma;
    const pair = authorization.slice(start, end).trim();
    start = end + 1;
    if (pair === "") continue;
    const equals = pair.indexOf("=");
    if (equals < 0) return { reason: "malformedPair", pair };
    const name = pair.slice(0, equals);
    if (name === "Credential" || name === "Signature" || name === "SignedHeaders") {
      parameters[name] = pair.slice(equals + 1);
    }
  }
  return parameters;
}

function missingParameters(
  parameters: HeaderParameters,
  isDateMissing: boolean,
  authorization: string,
): SignatureFailure {
  const missing = REQUIRED.filter((name) => parameters[name] === undefined);
  return {
    reason: "missingParameters",
    location: "header",
    parameters: missing,
    isDateMissing,
    authorization,
  };
}

/** X-Amz-Date counts before Date, and only Date may be written as HTTP writes dates. */
function readDate(headers: HeaderValues, text: string): SigningDate | undefined {
  const isAmzDate = headers["x-amz-date"] !== undefined;
  const signedAtMs = isAmzDate ? parseTimestamp(text) : parseDateHeader(text);
  if (signedAtMs === undefined) return undefined;
  return { timestamp: isAmzDate ? text : formatTimestamp(signedAtMs), signedAtMs };
}

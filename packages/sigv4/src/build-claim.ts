import {
  isCertificateAlgorithm,
  type SecretAlgorithm,
  type SignatureAlgorithm,
  type SignatureClaim,
  type SignatureLocation,
} from "./claim.ts";
import { parseCredential } from "./credential-scope.ts";
import type { SignatureFailure } from "./failure.ts";
import type { HeaderValues, SignedRequest } from "./request.ts";
import { includesName, parseSignedHeaders } from "./signed-headers.ts";

export type Parsed =
  | { readonly claim: SignatureClaim; readonly failure?: never }
  | { readonly claim?: never; readonly failure: SignatureFailure };

/** What header and query agree on, once each was read in its own way. */
export interface SignatureParameters {
  readonly algorithm: SignatureAlgorithm;
  readonly location: SignatureLocation;
  readonly credential: string;
  readonly signedHeaderList: string;
  readonly signature: string;
  readonly sessionToken: string | undefined;
  /** As the request gives it, and what it means; undefined if it means nothing. */
  readonly dateText: string;
  readonly date: SigningDate | undefined;
  readonly expiresSeconds: number | undefined;
  readonly contentSha256: string | undefined;
  readonly regionSet: string | undefined;
}

export interface SigningDate {
  readonly timestamp: string;
  readonly signedAtMs: number;
}

const SECRET_ALGORITHMS: readonly SecretAlgorithm[] = ["AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256"];

/** A certificate's key signs in the header alone. */
export function isAlgorithm(name: string, location: SignatureLocation): name is SignatureAlgorithm {
  if ((SECRET_ALGORITHMS as readonly string[]).includes(name)) return true;
  return location === "header" && isCertificateAlgorithm(name);
}

/**
 * A token may be added to a request after it was signed, as some services ask. It cannot be swapped for another: it is
 * sealed together with the access key id that signs.
 */
const MAY_BE_UNSIGNED = "x-amz-security-token";

function headersNotSigned(headers: HeaderValues, signedHeaders: readonly string[]): readonly string[] {
  let names: string[] | undefined;
  for (const name in headers) {
    if (!name.startsWith("x-amz-") || includesName(signedHeaders, name) || name === MAY_BE_UNSIGNED) continue;
    names = names ?? [];
    names.push(name);
  }
  return names ?? [];
}

/**
 * The last part of parsing: that the signed headers are named as they must be, that what must be signed is, the date, and the
 * credential's shape. In AWS's order, which is not known of the first.
 */
export function buildClaim(request: SignedRequest, parameters: SignatureParameters): Parsed {
  const { algorithm, location, credential, signedHeaderList, date, dateText } = parameters;
  const signedHeaders = parseSignedHeaders(signedHeaderList);
  if (signedHeaders === undefined) return { failure: { reason: "malformedSignedHeaders" } };
  if (!includesName(signedHeaders, "host")) return { failure: { reason: "hostNotSigned" } };
  const names = headersNotSigned(request.headers, signedHeaders);
  if (names.length > 0) return { failure: { reason: "headersNotSigned", names } };
  if (date === undefined) return { failure: { reason: "malformedDate", value: dateText, location } };
  const scope = parseCredential(credential, algorithm, location);
  if ("reason" in scope) return { failure: scope };
  return {
    claim: {
      algorithm,
      location,
      accessKeyId: scope.accessKeyId,
      credential,
      scopeDate: scope.scopeDate,
      region: scope.region,
      regionSet: regionSetOf(parameters),
      service: scope.service,
      terminator: scope.terminator,
      signedHeaders,
      signedHeaderList,
      signature: parameters.signature,
      sessionToken: parameters.sessionToken,
      contentSha256: parameters.contentSha256,
      timestamp: date.timestamp,
      signedAtMs: date.signedAtMs,
      expiresSeconds: parameters.expiresSeconds,
    },
  };
}

const NO_REGIONS: readonly string[] = [];

function regionSetOf({ algorithm, regionSet }: SignatureParameters): readonly string[] {
  if (algorithm !== "AWS4-ECDSA-P256-SHA256" || regionSet === undefined) return NO_REGIONS;
  return regionSet.split(",").map((region) => region.trim());
}

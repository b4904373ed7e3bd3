import {
  type CheckedCertificateClaim,
  type CheckedClaim,
  isCertificateAlgorithm,
  type SignatureClaim,
} from "./claim.ts";
import type { ScopeProblems, SignatureFailure } from "./failure.ts";
import { serviceRules } from "./service-rules.ts";

const TERMINATOR = "aws4_request";

export interface ExpectedScope {
  readonly nowMs: number;
  /** The signing name of the service that was identified. Absent: any. */
  readonly service?: string;
  /** Whether a region is served here. Absent: any that is not empty. */
  readonly acceptsRegion?: (region: string) => boolean;
  /** The region that S3's messages name as the right one, and that a wildcard in SigV4a's region set must cover. */
  readonly homeRegion?: string;
}

/** As much of it as tells a request's region. */
export type ServedScope = Pick<ExpectedScope, "acceptsRegion"> & { readonly homeRegion: string };

export type Checked<Claim extends SignatureClaim = CheckedClaim> =
  | { readonly claim: Claim; readonly failure?: never }
  | { readonly claim?: never; readonly failure: SignatureFailure };

/**
 * Judges a claim's time and scope, which needs no secret. AWS does so before it looks for the key.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html
 */
export function checkClaim(claim: SignatureClaim, expected: ExpectedScope): Checked {
  if (isCertificateAlgorithm(claim.algorithm)) return { failure: unsupported(claim) };
  const failure = checkTime(claim, expected.nowMs) ?? checkScope(claim, expected);
  return failure === undefined ? { claim: claim as CheckedClaim } : { failure };
}

/** The same of a claim that a certificate's key is to prove, which nothing else can. */
export function checkCertificateClaim(
  claim: SignatureClaim,
  expected: ExpectedScope,
): Checked<CheckedCertificateClaim> {
  if (!isCertificateAlgorithm(claim.algorithm)) return { failure: unsupported(claim) };
  const failure = checkTime(claim, expected.nowMs) ?? checkScope(claim, expected);
  return failure === undefined ? { claim: claim as CheckedCertificateClaim } : { failure };
}

function unsupported({ algorithm, location }: SignatureClaim): SignatureFailure {
  return { reason: "unsupportedAlgorithm", algorithm, location };
}

function checkTime(claim: SignatureClaim, nowMs: number): SignatureFailure | undefined {
  const { signedAtMs, location } = claim;
  const { clockSkewMs: skewMs, payload } = serviceRules(claim.service);
  // Requests are dated in whole seconds, so the clock is read in whole seconds too.
  const now = Math.floor(nowMs / 1000) * 1000;
  if (signedAtMs > now + skewMs) {
    return { reason: "signatureNotYetCurrent", signedAtMs, nowMs: now, skewMs };
  }
  if (location === "query" && claim.expiresSeconds !== undefined) {
    return checkPresignedLife(claim, claim.expiresSeconds, now);
  }
  if (location === "query" && payload === "declared") {
    return {
      reason: "missingParameters",
      location,
      parameters: ["X-Amz-Expires"],
      isDateMissing: false,
      authorization: "",
    };
  }
  if (signedAtMs < now - skewMs) {
    return { reason: "signatureExpired", signedAtMs, nowMs: now, skewMs };
  }
  return undefined;
}

function checkPresignedLife(
  claim: SignatureClaim,
  expiresSeconds: number,
  nowMs: number,
): SignatureFailure | undefined {
  const expiresAtMs = claim.signedAtMs + expiresSeconds * 1000;
  // A life of 0 seconds is over before it began, even by a clock that runs behind ours.
  if (expiresSeconds > 0 && nowMs <= expiresAtMs) return undefined;
  return { reason: "presignedExpired", expiresAtMs, expiresSeconds, nowMs };
}

function checkScope(claim: SignatureClaim, expected: ExpectedScope): SignatureFailure | undefined {
  const isRightRegion = acceptsRegion(claim, expected);
  const isRightService = claim.service !== "" && (expected.service ?? claim.service) === claim.service;
  const isRightTerminator = claim.terminator === TERMINATOR;
  const isRightDate = claim.timestamp.startsWith(claim.scopeDate) && claim.scopeDate.length === 8;
  if (isRightRegion && isRightService && isRightTerminator && isRightDate) return undefined;
  const problems: ScopeProblems = {
    ...(isRightRegion
      ? {}
      : {
          region: {
            claimed: claimedRegion(claim),
            expected: expected.homeRegion,
            service: expected.service ?? claim.service,
          },
        }),
    ...(isRightService ? {} : { service: { claimed: claim.service, expected: expected.service ?? "" } }),
    ...(isRightTerminator ? {} : { terminator: { claimed: claim.terminator } }),
    ...(isRightDate ? {} : { date: { claimed: claim.scopeDate, timestamp: claim.timestamp } }),
  };
  return { reason: "wrongScope", location: claim.location, problems };
}

/**
 * The region that a request is for, as `aws:RequestedRegion` has it: the one that its scope names, and with SigV4a's set the
 * home region if the set covers it, else the first that is served.
 * @param expected what the claim was checked with.
 */
export function regionOf(claim: SignatureClaim, expected: ServedScope): string {
  if (claim.algorithm !== "AWS4-ECDSA-P256-SHA256") return claim.region;
  const { homeRegion } = expected;
  const coversHome = claim.regionSet.some(
    (entry) => entry === homeRegion || acceptsWildcard(entry, homeRegion),
  );
  if (coversHome) return homeRegion;
  return claim.regionSet.find((entry) => acceptsOne(entry, expected)) ?? homeRegion;
}

function claimedRegion(claim: SignatureClaim): string {
  return claim.algorithm === "AWS4-ECDSA-P256-SHA256" ? claim.regionSet.join(",") : claim.region;
}

function acceptsRegion(claim: SignatureClaim, expected: ExpectedScope): boolean {
  if (claim.algorithm !== "AWS4-ECDSA-P256-SHA256")
    return claim.region !== "" && acceptsOne(claim.region, expected);
  return claim.regionSet.some((region) => region !== "" && acceptsSetEntry(region, expected));
}

function acceptsOne(region: string, { acceptsRegion }: Pick<ExpectedScope, "acceptsRegion">): boolean {
  return acceptsRegion === undefined || acceptsRegion(region);
}

/** An entry of a region set is a region, or the beginning of one before a "*". */
function acceptsSetEntry(entry: string, expected: ExpectedScope): boolean {
  if (!entry.endsWith("*")) return acceptsOne(entry, expected);
  return expected.homeRegion === undefined || acceptsWildcard(entry, expected.homeRegion);
}

function acceptsWildcard(entry: string, region: string): boolean {
  return entry.endsWith("*") && region.startsWith(entry.slice(0, -1));
}

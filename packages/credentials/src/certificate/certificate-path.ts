/**
 * From a machine's certificate to an authority that is trusted. https://www.rfc-editor.org/rfc/rfc5280#section-6.1; what IAM Roles
 * Anywhere asks of certificates besides: https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html
 */
import { readCertificateDer } from "./certificate.ts";
import {
  type CertificateDetails,
  EXTENSION,
  hasKeyUsage,
  readBasicConstraints,
  readCertificateDetails,
} from "./certificate-details.ts";
import { DerError } from "./der.ts";
import { isSignedBy } from "./signed-der.ts";
import { isUsableKey } from "./usable-key.ts";

/** Intermediates that may be sent along: a number of ours, AWS's is not known. */
const INTERMEDIATES_MAX = 10;

/** Signatures that are verified for one request, whatever its certificates are. */
const VERIFICATIONS_MAX = 24;

export interface PathQuery {
  readonly leaf: CertificateDetails;
  /** In any order. Whoever sends them may send many: `readIntermediates` counts them. */
  readonly intermediates: readonly CertificateDetails[];
  readonly anchors: readonly CertificateDetails[];
  readonly nowMs: number;
  /** What takes time; asked VERIFICATIONS_MAX times at most. */
  readonly verify?: typeof isSignedBy;
}

/** Intermediates that a stranger sent, in DER. Undefined where they are too many, which is asked before any is read, or one is none. */
export function readIntermediates(chain: readonly Uint8Array[]): readonly CertificateDetails[] | undefined {
  if (chain.length > INTERMEDIATES_MAX) return undefined;
  const details = chain.map((der) => {
    const certificate = readCertificateDer(der);
    return certificate && readCertificateDetails(certificate);
  });
  return details.every((each) => each !== undefined) ? details : undefined;
}

/** The leaf first, the anchor last, each signed by the next; or why there is no such path, for who runs the installation. */
export type CertificatePath =
  | { readonly path: readonly CertificateDetails[]; readonly problem?: never }
  | { readonly path?: never; readonly problem: string };

/** One certificate that was reached from the leaf. */
interface Step {
  readonly certificate: CertificateDetails;
  readonly from: Step | undefined;
  /** Authorities between it and the leaf. */
  readonly authoritiesBelow: number;
}

/**
 * The shortest path. INVARIANT: each certificate is come to once at most, and a bounded number of signatures is verified, whatever
 * names the certificates bear.
 */
export function findCertificatePath({ leaf, intermediates, anchors, ...query }: PathQuery): CertificatePath {
  const { nowMs, verify = isSignedBy } = query;
  const ofLeaf = leafProblem(leaf, nowMs);
  if (ofLeaf !== undefined) return { problem: ofLeaf };
  const known = new Set(anchors);
  const candidates = [...anchors, ...intermediates];
  const reached = new Set<CertificateDetails>([leaf]);
  const steps: Step[] = [{ certificate: leaf, from: undefined, authoritiesBelow: 0 }];
  let problem = `No authority of the trust anchor's is called as the one that issued the certificate.`;
  let verified = 0;
  for (const step of steps) {
    for (const certificate of candidates) {
      // Names first: they cost nothing.
      if (reached.has(certificate) || !certificate.subject.equals(step.certificate.issuer)) continue;
      const unfit = authorityProblem(certificate, nowMs, step.authoritiesBelow);
      if (unfit !== undefined) {
        problem = unfit;
        continue;
      }
      if (++verified > VERIFICATIONS_MAX) return { problem: "Too many certificates bear the same names." };
      if (!verify(step.certificate, certificate.publicKey)) {
        problem = `The key of ${nameOf(certificate)} did not sign ${nameOf(step.certificate)}.`;
        continue;
      }
      const next = { certificate, from: step, authoritiesBelow: step.authoritiesBelow + 1 };
      if (known.has(certificate)) return { path: pathTo(next) };
      reached.add(certificate);
      steps.push(next);
    }
  }
  return { problem };
}

function pathTo(last: Step): readonly CertificateDetails[] {
  const path: CertificateDetails[] = [];
  for (let step: Step | undefined = last; step !== undefined; step = step.from)
    path.unshift(step.certificate);
  return path;
}

/** Extensions that are looked at, or that say nothing of whether the certificate holds. Any other that is critical ends it. */
const KNOWN_EXTENSIONS: ReadonlySet<string> = new Set([
  EXTENSION.keyUsage,
  EXTENSION.subjectAltName,
  EXTENSION.basicConstraints,
  // Extended key usage, policies, distribution points, key identifiers: any use and policy is taken, and nothing is fetched.
  "2.5.29.37",
  "2.5.29.32",
  "2.5.29.31",
  "2.5.29.14",
  "2.5.29.35",
]);

/** What is wrong with a certificate whatever it is for. */
function problemOf(details: CertificateDetails, nowMs: number): string | undefined {
  const { certificate, publicKey, version, extensions, algorithm } = details;
  const { validFromDate, validToDate } = certificate;
  const name = nameOf(details);
  if (version !== 3) return `${name} is no certificate of X.509 version 3.`;
  if (nowMs < validFromDate.getTime()) return `${name} is not valid yet.`;
  if (nowMs > validToDate.getTime()) return `${name} has expired.`;
  if (algorithm === undefined) return `${name} is signed by an algorithm weaker than SHA-256, or unknown.`;
  if (!isUsableKey(publicKey)) return `The key of ${name} is of a kind, or a size, that is not taken.`;
  for (const [id, { isCritical }] of extensions)
    if (isCritical && !KNOWN_EXTENSIONS.has(id))
      return `${name} has the critical extension ${id}, which is not understood.`;
  // A machine must not pass for who it may not be: what limits an authority's names is never passed over.
  return extensions.has(EXTENSION.nameConstraints)
    ? `${name} constrains names, which is not understood.`
    : undefined;
}

function leafProblem(leaf: CertificateDetails, nowMs: number): string | undefined {
  return asked(() => {
    if (readBasicConstraints(leaf).isAuthority) return `${nameOf(leaf)} is an authority's.`;
    if (!hasKeyUsage(leaf, "digitalSignature")) return `${nameOf(leaf)} has no key usage digitalSignature.`;
    return problemOf(leaf, nowMs);
  });
}

function authorityProblem(
  authority: CertificateDetails,
  nowMs: number,
  authoritiesBelow: number,
): string | undefined {
  return asked(() => {
    const { isAuthority, pathLength = Number.POSITIVE_INFINITY } = readBasicConstraints(authority);
    if (!isAuthority) return `${nameOf(authority)} is no authority's.`;
    if (!hasKeyUsage(authority, "certificateSign"))
      return `${nameOf(authority)} has no key usage keyCertSign.`;
    if (authoritiesBelow > pathLength)
      return `${nameOf(authority)} has more authorities below it than it may.`;
    return problemOf(authority, nowMs);
  });
}

/** What is wrong with a certificate by which others are to be believed, whoever issued it; undefined where nothing is. */
export function trustAnchorProblem(authority: CertificateDetails, nowMs: number): string | undefined {
  return authorityProblem(authority, nowMs, 0);
}

function asked(ask: () => string | undefined): string | undefined {
  try {
    return ask();
  } catch (error) {
    if (error instanceof DerError) return `An extension cannot be read: ${error.message}`;
    throw error;
  }
}

const SHOWN_NAME_LENGTH = 200;

/** For people: what a stranger wrote, and bounded. */
function nameOf({ certificate }: CertificateDetails): string {
  const name = certificate.subject?.replaceAll("\n", ", ") ?? "a subject without a name";
  return `the certificate of ${JSON.stringify(name.slice(0, SHOWN_NAME_LENGTH))}`;
}

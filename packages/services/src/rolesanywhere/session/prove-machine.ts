/** Who asks for a session: a machine, by its certificate. Source: IAM Roles Anywhere User Guide, "The IAM Roles Anywhere trust model". */
import { AuthenticationError, type ProvenCertificate, serviceCaller } from "@rolecall/access";
import type { CreateSessionRequest } from "@rolecall/contracts/rolesanywhere";
import {
  type CertificateDetails,
  DerError,
  findCertificatePath,
  findRevoked,
  formatDistinguishedName,
  readDistinguishedName,
  readIntermediates,
} from "@rolecall/credentials";
import type { MachineTrust, Proving } from "@rolecall/operations";
import { invalid, rolesAnywhereError } from "../error.ts";
import { readAdmission, readNamed } from "./admission.ts";
import { type AskedSession, readAskedSession } from "./asked-session.ts";
import type { Admission, MachineCaller, NamedResources } from "./machine-caller.ts";
import { type MappedAttributes, mapAttributes } from "./mapped-attributes.ts";
import { unableToAssume, untrusted } from "./refuse-session.ts";

const SERVICE_PRINCIPAL = "rolesanywhere.amazonaws.com";

/**
 * In this order: what is asked, the signature, what the account says, the certificate's path, whether it is revoked, what of it becomes
 * the session's.
 */
export async function proveMachine(proving: Proving<CreateSessionRequest>): Promise<MachineCaller> {
  const { input, store, request, env, now, certificate } = proving;
  const asked = readAskedSession(input);
  const proven = provenCertificate(certificate);
  const named = await store.read((tx) => readNamed(tx, asked, request));
  const path = findPath(proven, named, { nowMs: now, trust: env.machineTrust });
  // Lists may be large: who brings a certificate of any authority has none of them read.
  const admission = await store.read((tx) => readAdmission(tx, named));
  checkRevocation(path, admission, env.machineTrust);
  checkWishes(input, asked, admission);
  return read(() => callerOf(proven.leaf, input, { asked, admission }));
}

function provenCertificate(certificate: Proving<unknown>["certificate"]): ProvenCertificate {
  // Who is known in another way than by a request has no certificate.
  if (certificate === undefined) throw new AuthenticationError({ reason: "missingAuthenticationToken" });
  return certificate();
}

interface Judging {
  readonly nowMs: number;
  readonly trust: MachineTrust;
}

function findPath(
  { leaf, intermediates: sent }: ProvenCertificate,
  { anchor }: NamedResources,
  { nowMs, trust }: Judging,
): readonly CertificateDetails[] {
  const intermediates = readIntermediates(sent);
  if (intermediates === undefined)
    throw untrusted("What X-Amz-X509-Chain holds is too much, or no certificates in DER.");
  const anchors = trust.bundles.read(anchor.certificateBundle);
  const { path, problem } = findCertificatePath({ leaf, intermediates, anchors, nowMs });
  if (path === undefined) throw untrusted(problem);
  return path;
}

function checkRevocation(
  path: readonly CertificateDetails[],
  { revocationLists }: Admission,
  trust: MachineTrust,
): void {
  const lists = revocationLists.flatMap(({ data }) => trust.revocationLists.read(data) ?? []);
  // INVARIANT: a list that cannot be read lets nobody pass: what it revokes is not known.
  if (lists.length < revocationLists.length)
    throw untrusted("A revocation list of the trust anchor cannot be read.");
  if (findRevoked(path, lists) !== undefined)
    throw untrusted("The certificate, or one above it, was revoked.");
}

function checkWishes(
  { roleSessionName, instanceProperties = {} }: CreateSessionRequest,
  { roleArn }: AskedSession,
  { profile }: Admission,
): void {
  if (!profile.roleArns.some((arn) => arn === roleArn))
    throw unableToAssume(roleArn, "The profile does not name the role.");
  if (roleSessionName !== undefined && !profile.acceptRoleSessionName)
    throw rolesAnywhereError("AccessDeniedException", "Not authorized to set roleSessionName.");
  if (profile.requireInstanceProperties && Object.keys(instanceProperties).length === 0)
    throw invalid("The profile requires instanceProperties.");
}

/** Source: STS API Reference, AssumeRole, SourceIdentity. */
const SOURCE_IDENTITY = /^[\w+=,.@-]{2,64}$/;

function callerOf(
  leaf: CertificateDetails,
  { roleSessionName }: CreateSessionRequest,
  { asked, admission }: { readonly asked: AskedSession; readonly admission: Admission },
): MachineCaller {
  const { roleArn, trustAnchorArn } = asked;
  const { anchor, profile } = admission;
  const attributes = readDistinguishedName(leaf.subject);
  const sourceIdentity = attributes.find(({ type }) => type === "CN")?.value;
  if (sourceIdentity !== undefined && !SOURCE_IDENTITY.test(sourceIdentity))
    throw unableToAssume(roleArn, "The subject's common name cannot be a source identity.");
  const mapped = mapAttributes(leaf, profile.attributeMappings);
  refuseUnmapped(roleArn, mapped);
  const { tags } = mapped;
  return {
    ...serviceCaller({
      service: SERVICE_PRINCIPAL,
      source: { arn: trustAnchorArn, accountId: anchor.accountId },
      tags: new Map(tags.map(({ key, value }) => [key.toLowerCase(), value])),
    }),
    leaf,
    admission,
    roleArn,
    sessionName: roleSessionName ?? leaf.serialNumber.toString("hex"),
    sourceIdentity,
    sessionTags: tags,
    subject: formatDistinguishedName(attributes),
    issuer: formatDistinguishedName(readDistinguishedName(leaf.issuer)),
  };
}

/** Tags that a session may have. */
const TAGS_MAX = 50;

function refuseUnmapped(roleArn: string, { tags, failed }: MappedAttributes): void {
  const { x509Issuer, x509Subject, x509SAN } = failed;
  const hasFailed = x509Issuer.length + x509Subject.length + x509SAN.length > 0;
  if (!hasFailed && tags.length <= TAGS_MAX) return;
  const list = (names: readonly string[]) => `[ ${names.join(", ")} ]`;
  throw rolesAnywhereError(
    "AccessDeniedException",
    `Unable to assume role for ${roleArn}. Some attributes failed to be mapped into session tags. Issuer: ${list(x509Issuer)}; Subject: ${list(x509Subject)}; SAN: ${list(x509SAN)}`,
  ).withRemedy(
    hasFailed
      ? "Values of these attributes are too long for tags of a session, or have letters that tags do not take: map others."
      : `The certificate's attributes make more than ${TAGS_MAX} tags: map fewer.`,
  );
}

/** Names of a certificate are read when they are needed, and may be none. */
function read<Result>(reading: () => Result): Result {
  try {
    return reading();
  } catch (error) {
    throw error instanceof DerError ? untrusted(`A name cannot be read: ${error.message}`) : error;
  }
}

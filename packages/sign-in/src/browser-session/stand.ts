/**
 * Whether a session stands: it is asked at every request, twice, and the second time in the transaction that acts. INVARIANT: nothing of it
 * is remembered, so that what ends a session ends it for the next request, on every node.
 */
import { AuthenticationError, sessionsRevokedAt } from "@rolecall/access";
import { passwordHashDigest } from "@rolecall/credentials";
import type {
  BrowserSessionRecord,
  EpochMilliseconds,
  ReadTransaction,
  SignInProof,
  SwitchedRole,
} from "@rolecall/store";
import type { SignInParts } from "../parts.ts";
import { type EndReason, SignInRefusal, sessionEnded } from "../refusal.ts";
import { heldCaller, originalCaller } from "./callers.ts";
import type { LiveSession } from "./live-session.ts";

type Parts = Pick<SignInParts, "directory">;

/** @throws SignInRefusal SessionEnded, which says why */
export async function standingSession(
  tx: ReadTransaction,
  parts: Parts,
  { record, now }: { readonly record: BrowserSessionRecord; readonly now: EpochMilliseconds },
): Promise<LiveSession> {
  const original = await standingOriginal(tx, parts, { record, now });
  const { role } = record;
  const caller = role === undefined ? original : await standingRole(tx, parts, { role, now });
  return { record, original, caller };
}

/** The same without the role that it may have switched to: to go back from it, or to another. */
export async function standingOriginal(
  tx: ReadTransaction,
  parts: Parts,
  { record, now }: { readonly record: BrowserSessionRecord; readonly now: EpochMilliseconds },
): Promise<LiveSession["original"]> {
  if (now >= record.expiresAt) throw sessionEnded("expired");
  if (now >= record.lastSeenAt + record.idleMs) throw sessionEnded("idle");
  const original = await orEnded("identity", () => originalCaller(tx, parts, record));
  for (const proof of record.proofs) if (!(await holds(tx, record, proof))) throw sessionEnded("credentials");
  const { signedInAs } = record;
  if (signedInAs === undefined) {
    const isByPassword = record.proofs.some(({ kind }) => kind === "password");
    if (!isByPassword && (await passwordHashOf(tx, record)) === undefined) throw sessionEnded("credentials");
    return original;
  }
  if (isOver(original.session?.expiresAtSeconds, now)) throw sessionEnded("expired");
  if (await isRevoked(tx, original)) throw sessionEnded("identity");
  return original;
}

async function standingRole(
  tx: ReadTransaction,
  parts: Parts,
  { role, now }: { readonly role: SwitchedRole; readonly now: EpochMilliseconds },
): Promise<LiveSession["caller"]> {
  const caller = await orEnded("role", () => heldCaller(tx, parts, role));
  if (isOver(caller.session?.expiresAtSeconds, now) || (await isRevoked(tx, caller)))
    throw sessionEnded("role");
  return caller;
}

function isOver(expiresAtSeconds: number | undefined, now: EpochMilliseconds): boolean {
  return expiresAtSeconds !== undefined && now >= expiresAtSeconds * 1000;
}

/** Of a role whose older sessions were revoked, as AWS's console does it: every policy denies them, and nothing is left of them here. */
async function isRevoked(tx: ReadTransaction, caller: LiveSession["caller"]): Promise<boolean> {
  if (caller.kind !== "roleSession") return false;
  const revokedAt = await sessionsRevokedAt(tx, { id: caller.roleId });
  return revokedAt !== undefined && caller.session.issuedAtSeconds * 1000 < revokedAt.getTime();
}

async function orEnded<Found>(reason: EndReason, find: () => Promise<Found | undefined>): Promise<Found> {
  try {
    const found = await find();
    if (found === undefined) throw sessionEnded(reason);
    return found;
  } catch (error) {
    throw error instanceof AuthenticationError ? sessionEnded(reason) : error;
  }
}

/** Whether what somebody signed in with is still as it was. */
async function holds(
  tx: ReadTransaction,
  { accountId, ownerId, ownerKind }: BrowserSessionRecord,
  proof: SignInProof,
): Promise<boolean> {
  if (proof.kind === "mfaDevice") {
    const device = await tx.mfaDevices.bySerialNumber(accountId, proof.serialNumber);
    const assignment = device?.assignment;
    return assignment?.ownerId === ownerId && assignment.enabledAt === proof.enabledAt;
  }
  const hash = await passwordHashOf(tx, { accountId, ownerId, ownerKind });
  return hash !== undefined && passwordHashDigest(hash) === proof.digest;
}

/** Who has none may not be in the console, whatever it signed in with: so it is closed to a user on AWS. */
async function passwordHashOf(
  tx: ReadTransaction,
  { accountId, ownerId, ownerKind }: Pick<BrowserSessionRecord, "accountId" | "ownerId" | "ownerKind">,
): Promise<string | undefined> {
  return ownerKind === "root"
    ? (await tx.accounts.byId(accountId))?.rootPasswordHash
    : (await tx.loginProfiles.ofUser(ownerId))?.passwordHash;
}

export function isSessionEnded(error: unknown): error is SignInRefusal<"SessionEnded"> {
  return error instanceof SignInRefusal && error.code === "SessionEnded";
}

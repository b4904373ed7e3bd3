import {
  browserSecretDigest,
  encodeClaims,
  newBrowserSecret,
  type SessionClaims,
} from "@rolecall/credentials";
import { newAccessKeyId } from "@rolecall/names";
import type { BrowserSessionRecord, EpochMilliseconds, SignInProof, WriteTransaction } from "@rolecall/store";
import type { Device } from "../methods/method.ts";
import type { SignInParts } from "../parts.ts";
import { refused } from "../refusal.ts";
import { PRUNED_AT_ONCE, SESSIONS_OF_PRINCIPAL, USER_AGENT_LENGTH } from "./limits.ts";
import type { LiveSession } from "./live-session.ts";
import { isSessionEnded, standingSession } from "./stand.ts";

export interface NewSession {
  readonly owner: Pick<BrowserSessionRecord, "accountId" | "ownerKind" | "ownerId" | "principalId">;
  /** Whose session of STS it is; absent where the owner itself signs in. */
  readonly signedInAs?: { readonly accessKeyId: string; readonly claims: SessionClaims };
  readonly proofs: readonly SignInProof[];
  readonly device: Device;
  readonly now: EpochMilliseconds;
  readonly expiresAt: EpochMilliseconds;
}

export interface BegunSession {
  /** For the cookie, and for nobody else. */
  readonly secret: string;
  readonly live: LiveSession;
}

/**
 * Begins a session of who proved who it is. What it stands on is looked at once more in the transaction, since a password may just have
 * been changed.
 * @throws SignInRefusal SignInRefused where it has
 */
export async function beginSession(parts: SignInParts, session: NewSession): Promise<BegunSession> {
  const secret = newBrowserSecret(parts.random);
  const record = recordOf(parts, session, secret);
  const live = await parts.store.write(
    async (tx) => {
      await makeRoom(tx, record);
      const found = await standingSession(tx, parts, { record, now: session.now }).catch((error) => {
        throw isSessionEnded(error) ? refused({ accountId: record.accountId }) : error;
      });
      await tx.browserSessions.insert(record);
      return found;
    },
    { accountId: record.accountId },
  );
  return { secret, live };
}

function recordOf(
  { random, idleMs }: SignInParts,
  { owner, signedInAs, proofs, device, now, expiresAt }: NewSession,
  secret: string,
): BrowserSessionRecord {
  return {
    id: browserSecretDigest(secret),
    ...owner,
    accessKeyId: signedInAs?.accessKeyId ?? newAccessKeyId("ASIA", owner.accountId, random),
    ...(signedInAs !== undefined && {
      signedInAs: { accessKeyId: signedInAs.accessKeyId, claims: encodeClaims(signedInAs.claims) },
    }),
    proofs,
    signedInAt: now,
    expiresAt,
    idleMs,
    lastSeenAt: now,
    userAgent: device.userAgent.slice(0, USER_AGENT_LENGTH),
    address: device.address,
  };
}

/** Forgets what ended, and, where its principal has as many as it may, those that were seen least lately. */
async function makeRoom(
  tx: WriteTransaction,
  { principalId, signedInAt }: BrowserSessionRecord,
): Promise<void> {
  await tx.browserSessions.prune(signedInAt, PRUNED_AT_ONCE);
  const others = await tx.browserSessions.ofPrincipal(principalId);
  const tooMany = others.length - SESSIONS_OF_PRINCIPAL + 1;
  if (tooMany <= 0) return;
  const oldest = others.toSorted((a, b) => a.lastSeenAt - b.lastSeenAt).slice(0, tooMany);
  for (const { id } of oldest) await tx.browserSessions.delete(id);
}

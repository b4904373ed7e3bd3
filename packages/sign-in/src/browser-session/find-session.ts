import { AuthenticationError } from "@rolecall/access";
import { browserSecretDigest } from "@rolecall/credentials";
import type { BrowserSessionRecord, EpochMilliseconds, ReadTransaction } from "@rolecall/store";
import type { SignInParts } from "../parts.ts";
import { type SignInRefusal, sessionEnded } from "../refusal.ts";
import { seenEveryMs } from "./limits.ts";
import type { LiveSession } from "./live-session.ts";
import { isSessionEnded, standingOriginal, standingSession } from "./stand.ts";

type Parts = Pick<SignInParts, "store" | "directory">;

/** What a cookie brought, and when. */
export interface Bearing {
  readonly secret: string;
  readonly now: EpochMilliseconds;
}

/** @throws SignInRefusal SessionEnded where no session stands that is of this secret */
export function findSession(parts: Parts, { secret, now }: Bearing): Promise<LiveSession> {
  return parts.store.read(async (tx) => {
    const record = await recordOf(tx, secret);
    return standingSession(tx, parts, { record, now });
  });
}

/** The same, as who signed in, also where the role that it switched to has ended. @throws SignInRefusal SessionEnded */
export function findOriginal(
  parts: Parts,
  { secret, now }: Bearing,
): Promise<Pick<LiveSession, "record" | "original">> {
  return parts.store.read(async (tx) => {
    const record = await recordOf(tx, secret);
    return { record, original: await standingOriginal(tx, parts, { record, now }) };
  });
}

async function recordOf(tx: ReadTransaction, secret: string): Promise<BrowserSessionRecord> {
  const record = await tx.browserSessions.byId(browserSecretDigest(secret));
  if (record === undefined) throw sessionEnded("unknown");
  return record;
}

/** Writes down that somebody was here, where that was not just done. */
export async function seeSession(
  { store }: Pick<Parts, "store">,
  { id, accountId, lastSeenAt, idleMs }: BrowserSessionRecord,
  now: EpochMilliseconds,
): Promise<void> {
  if (now - lastSeenAt < seenEveryMs(idleMs)) return;
  await store.write((tx) => tx.browserSessions.see(id, now), { accountId });
}

/**
 * Looks once more, in the transaction that acts, whether a session stands and acts as whom it was found to.
 * @param onEnded told why it does not
 * @throws AuthenticationError where it does not
 */
export async function confirmSession(
  tx: ReadTransaction,
  parts: Pick<Parts, "directory">,
  found: {
    readonly session: Pick<LiveSession, "record"> & { readonly actsAs: "original" | "role" };
    readonly now: EpochMilliseconds;
    readonly onEnded: (refusal: SignInRefusal<"SessionEnded">) => void;
  },
): Promise<void> {
  const { session, now, onEnded } = found;
  const { id, role: knownRole, accessKeyId } = session.record;
  try {
    const record = await tx.browserSessions.byId(id);
    if (record === undefined) throw sessionEnded("unknown");
    if (session.actsAs === "original") await standingOriginal(tx, parts, { record, now });
    else {
      await standingSession(tx, parts, { record, now });
      if (record.role?.accessKeyId !== knownRole?.accessKeyId) throw sessionEnded("role");
    }
  } catch (error) {
    if (!isSessionEnded(error)) throw error;
    onEnded(error);
    throw new AuthenticationError({ reason: "unknownAccessKeyId", accessKeyId });
  }
}

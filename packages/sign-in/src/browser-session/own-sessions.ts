import { browserSecretDigest } from "@rolecall/credentials";
import type { BrowserSessionRecord, EpochMilliseconds } from "@rolecall/store";
import type { SignInParts } from "../parts.ts";
import { isSessionEnded, standingOriginal } from "./stand.ts";

type Parts = Pick<SignInParts, "store" | "directory">;
type Own = Pick<BrowserSessionRecord, "accountId" | "principalId">;

/** Those of a principal that stand, the one that was seen last first. */
export function listSessions(
  parts: Parts,
  { principalId }: Own,
  now: EpochMilliseconds,
): Promise<readonly BrowserSessionRecord[]> {
  return parts.store.read(async (tx) => {
    const standing: BrowserSessionRecord[] = [];
    for (const record of await tx.browserSessions.ofPrincipal(principalId)) {
      try {
        await standingOriginal(tx, parts, { record, now });
        standing.push(record);
      } catch (error) {
        if (!isSessionEnded(error)) throw error;
      }
    }
    return standing.toSorted((a, b) => b.lastSeenAt - a.lastSeenAt);
  });
}

/** Ends one of a principal's. @returns whether it had such a session */
export function endSession({ store }: Pick<Parts, "store">, own: Own, id: string): Promise<boolean> {
  return store.write(
    async (tx) => {
      const record = await tx.browserSessions.byId(id);
      return record?.principalId === own.principalId && (await tx.browserSessions.delete(id));
    },
    { accountId: own.accountId },
  );
}

/** Ends all that a principal has. @returns how many there were */
export function endSessions({ store }: Pick<Parts, "store">, own: Own): Promise<number> {
  return store.write(
    async (tx) => {
      const all = await tx.browserSessions.ofPrincipal(own.principalId);
      for (const { id } of all) await tx.browserSessions.delete(id);
      return all.length;
    },
    { accountId: own.accountId },
  );
}

/** Ends the session of a secret, whoever's it is: who has the secret may. */
export async function endSessionOf({ store }: Pick<Parts, "store">, secret: string): Promise<void> {
  const id = browserSecretDigest(secret);
  if ((await store.read((tx) => tx.browserSessions.byId(id))) === undefined) return;
  await store.write((tx) => tx.browserSessions.delete(id));
}

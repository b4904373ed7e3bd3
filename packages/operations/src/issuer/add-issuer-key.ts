import { type IssuerKeyPair, type KeyRing, sealIssuerKey } from "@rolecall/credentials";
import type { AccountId } from "@rolecall/names";
import type { EpochMilliseconds, IssuerKeyAlgorithm, WriteTransaction } from "@rolecall/store";
import { isShown, SHOWN_AFTER_MS } from "./key-schedule.ts";

/** Recorded: RSA_0, EC384_0. */
const ID_PREFIXES: Readonly<Record<IssuerKeyAlgorithm, string>> = { RS256: "RSA_", ES384: "EC384_" };

interface Adding {
  readonly tx: WriteTransaction;
  readonly keyRing: KeyRing;
  readonly now: EpochMilliseconds;
}

interface Place {
  readonly accountId: AccountId;
  /** Those of the algorithm that sign until then are shown for as long as their tokens live. */
  readonly signsFrom: EpochMilliseconds;
}

/**
 * Adds a key of an account, which signs from a time on, and takes those of the algorithm away that are not shown any more.
 * INVARIANT: no number is given twice while its key is known: a key id means one key.
 */
export async function addIssuerKey(
  { tx, keyRing, now }: Adding,
  { algorithm, publicKey, privateKey }: IssuerKeyPair,
  { accountId, signsFrom }: Place,
): Promise<void> {
  const prefix = ID_PREFIXES[algorithm];
  const others = (await tx.issuerKeys.ofAccount(accountId)).filter((key) => key.algorithm === algorithm);
  const numbers = others.map(({ id }) => Number(id.slice(prefix.length)));
  const id = `${prefix}${Math.max(-1, ...numbers) + 1}`;
  for (const key of others) {
    if (!isShown(key, now)) await tx.issuerKeys.delete(accountId, key.id);
    else if (key.shownUntil === undefined)
      await tx.issuerKeys.update({ ...key, shownUntil: signsFrom + SHOWN_AFTER_MS });
  }
  await tx.issuerKeys.insert({
    accountId,
    id,
    algorithm,
    publicKey,
    sealedPrivateKey: sealIssuerKey(keyRing, { accountId, id }, privateKey),
    createdAt: now,
    signsFrom,
  });
}

import { type KeyRing, newIssuerKeyPair, type TokenAlgorithm } from "@rolecall/credentials";
import { type AccountId, toAccountId } from "@rolecall/names";
import { addIssuerKey, ISSUER_ALGORITHMS, SHOWN_BEFORE_MS } from "@rolecall/operations/issuer";
import {
  type EpochMilliseconds,
  eachPage,
  type IssuerKeyRecord,
  type PageRequest,
  type Store,
} from "@rolecall/store";

interface Rotating {
  readonly store: Store;
  readonly keyRing: KeyRing;
  readonly now: () => EpochMilliseconds;
}

type IsWanted = (
  keys: readonly IssuerKeyRecord[],
  algorithm: TokenAlgorithm,
  now: EpochMilliseconds,
) => boolean;

const ACCOUNTS_READ = 200;

/**
 * Makes the next key of each issuer for which it is wanted: it is shown from now on, and signs in a day. Several processes may be at it
 * at the same time: the transaction asks again, so that one of them makes it.
 * @returns how many keys were made
 */
export async function rotateIssuerKeys(rotating: Rotating, isWanted: IsWanted): Promise<number> {
  const { store } = rotating;
  const list = (request: PageRequest) => store.read((tx) => tx.issuerKeys.sealedBoxes(request));
  let made = 0;
  let last: string | undefined;
  for await (const page of eachPage(list, ACCOUNTS_READ)) {
    for (const { key } of page) {
      const accountId = key.slice(0, key.indexOf(" "));
      if (accountId === last) continue;
      last = accountId;
      made += await rotateAccount(rotating, toAccountId(accountId), isWanted);
    }
  }
  return made;
}

async function rotateAccount(
  { store, keyRing, now }: Rotating,
  accountId: AccountId,
  isWanted: IsWanted,
): Promise<number> {
  const keys = await store.read((tx) => tx.issuerKeys.ofAccount(accountId));
  let made = 0;
  for (const algorithm of ISSUER_ALGORITHMS) {
    if (!isWanted(keys, algorithm, now())) continue;
    const pair = await newIssuerKeyPair(algorithm);
    made += await store.write(async (tx) => {
      const present = await tx.issuerKeys.ofAccount(accountId);
      if (!isWanted(present, algorithm, now())) return 0;
      await addIssuerKey({ tx, keyRing, now: now() }, pair, {
        accountId,
        signsFrom: now() + SHOWN_BEFORE_MS,
      });
      return 1;
    });
  }
  return made;
}

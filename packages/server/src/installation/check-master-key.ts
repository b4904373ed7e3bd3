import { openSecret } from "@rolecall/credentials";
import { rootUserId } from "@rolecall/names";
import type { ReadTransaction } from "@rolecall/store";
import { ConfigurationError } from "../configuration.ts";
import type { Installation } from "./installation.ts";

/** Users looked at for a key; the first one found tells. */
const USERS_TRIED = 100;

/** @throws ConfigurationError where the master key is not the one that the data was sealed with. */
export async function checkMasterKey({ store, keyRing }: Installation): Promise<void> {
  const sealed = await store.read(findSomeKey);
  if (sealed === undefined || openSecret(keyRing, sealed.id, sealed.sealedSecret) !== undefined) return;
  throw new ConfigurationError(
    "The master key does not open the secrets in this store. Start with the key that they were sealed with.",
  );
}

async function findSomeKey(tx: ReadTransaction) {
  for (const account of await tx.accounts.list()) {
    const users = await tx.users.list(account.id, { limit: USERS_TRIED });
    const owners = [rootUserId(account.id), ...users.items.map((user) => user.id)];
    for (const owner of owners) {
      const [key] = await tx.accessKeys.ofOwner(owner);
      if (key !== undefined) return key;
    }
  }
  return undefined;
}

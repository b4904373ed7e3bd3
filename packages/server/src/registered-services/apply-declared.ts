import { isDeepStrictEqual } from "node:util";
import type { RegisteredServiceRecord, Store, WriteTransaction } from "@rolecall/store";

const PAGE = 1_000;

/**
 * Makes the installation's own services those that are declared. What stays keeps when it was registered, and when its keys were added;
 * what is not declared any more goes. Those of accounts are nobody's but theirs.
 * @throws Error for a name or a signing name that an account's service has
 */
export function applyDeclared(store: Store, declared: readonly RegisteredServiceRecord[]): Promise<void> {
  return store.write(async (tx) => {
    const known = new Map((await installed(tx)).map((record) => [record.id, record]));
    const wanted = declared.map((record) => withKnownTimes(record, known.get(record.id)));
    const same = new Set(wanted.filter((record) => isDeepStrictEqual(record, known.get(record.id))));
    const stays = new Set([...same].map(({ id }) => id));
    // All go before any comes: signing names may change hands among them.
    for (const id of known.keys()) if (!stays.has(id)) await tx.registeredServices.delete(id);
    for (const record of wanted) {
      if (same.has(record)) continue;
      await refuseTaken(tx, record);
      await tx.registeredServices.insert(record);
    }
  });
}

async function installed(tx: WriteTransaction): Promise<readonly RegisteredServiceRecord[]> {
  const found: RegisteredServiceRecord[] = [];
  let after: string | undefined;
  do {
    const page = await tx.registeredServices.list({ limit: PAGE, ...(after !== undefined && { after }) });
    found.push(...page.items.filter(({ ownerAccountId }) => ownerAccountId === undefined));
    after = page.next;
  } while (after !== undefined);
  return found;
}

async function refuseTaken(
  tx: WriteTransaction,
  { id, signingName }: RegisteredServiceRecord,
): Promise<void> {
  const { registeredServices } = tx;
  const others = [await registeredServices.byId(id), await registeredServices.bySigningName(signingName)];
  const owner = others.find((other) => other?.ownerAccountId !== undefined)?.ownerAccountId;
  if (owner !== undefined)
    throw new Error(`account ${owner} registered a service with the name or signing name of ${id}`);
}

function withKnownTimes(
  record: RegisteredServiceRecord,
  known: RegisteredServiceRecord | undefined,
): RegisteredServiceRecord {
  if (known === undefined) return record;
  const addedAt = new Map(known.keys.map((key) => [key.id, key.addedAt]));
  const keys = record.keys.map((key) => ({ ...key, addedAt: addedAt.get(key.id) ?? key.addedAt }));
  return { ...record, keys, createdAt: known.createdAt };
}

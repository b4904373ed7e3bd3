import type { Call } from "@rolecall/operations";
import type { EntityRecord, ReadTransaction } from "@rolecall/store";
import { entityAlreadyExists } from "./error.ts";
import type { NewKind } from "./kinds.ts";
import { checkQuota } from "./quotas.ts";
import { ROOT_PATH } from "./requirement.ts";
import { newUniqueId } from "./unique-id.ts";

/**
 * What all that is made by name has.
 * @throws EntityAlreadyExists where the name is taken, in any case; LimitExceeded where the account has as many as it may
 */
export async function newEntity(
  { input, caller, tx, env, now }: Call<{ readonly Path?: string | undefined }, ReadTransaction>,
  { kind, family, idPrefix, quota }: NewKind,
  name: string,
): Promise<EntityRecord> {
  const { accountId } = caller;
  // Asked together: one round trip, where the store is behind a network.
  const [taken, counts] = await Promise.all([
    tx[family].byName(accountId, name),
    tx.accounts.counts(accountId),
  ]);
  if (taken !== undefined) throw entityAlreadyExists(kind, name);
  checkQuota(env, quota, counts[family]);
  return { id: newUniqueId(env, idPrefix), accountId, name, path: input.Path ?? ROOT_PATH, createdAt: now };
}

import { type AccountId, isAccountId, rootUserId, toUniqueId } from "@rolecall/names";
import type { ReadTransaction } from "@rolecall/store";
import type { Principal } from "./principal.ts";

/** Whom a passkey keeps: a user's id, or of root the account's. Anybody may say any. */
export async function findOwnerOfDevices(tx: ReadTransaction, id: string): Promise<Principal | undefined> {
  if (isAccountId(id)) return rootOf(tx, id);
  const user = await tx.users.byId(toUniqueId(id));
  const account = user && (await tx.accounts.byId(user.accountId));
  if (user === undefined || account === undefined || account.closedAt !== undefined) return undefined;
  const profile = await tx.loginProfiles.ofUser(user.id);
  const devices = await tx.mfaDevices.ofOwner(user.id);
  const passwordHash = profile?.passwordHash;
  return { kind: "user", account, user, profile, ownerId: user.id, passwordHash, devices };
}

async function rootOf(tx: ReadTransaction, id: AccountId): Promise<Principal | undefined> {
  const account = await tx.accounts.byId(id);
  if (account === undefined || account.closedAt !== undefined) return undefined;
  const ownerId = rootUserId(id);
  const devices = await tx.mfaDevices.ofOwner(ownerId);
  return { kind: "root", account, ownerId, passwordHash: account.rootPasswordHash, devices };
}

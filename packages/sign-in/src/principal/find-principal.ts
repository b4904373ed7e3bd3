import { type AccountId, isAccountId, rootUserId } from "@rolecall/names";
import type { AccountRecord, ReadTransaction } from "@rolecall/store";
import type { Principal } from "./principal.ts";

/** As whom somebody wants to sign in: an IAM user, by its account's id or alias; or a root user, by its e-mail. */
export type Who = { readonly account: string; readonly user: string } | { readonly email: string };

/** @returns the account too where it alone is known; a closed one is nobody's any more */
export async function findPrincipal(
  tx: ReadTransaction,
  who: Who,
): Promise<{ readonly principal?: Principal; readonly accountId?: AccountId }> {
  if ("email" in who) return findRoot(tx, await tx.accounts.byEmail(who.email.trim()));
  const account = await findAccount(tx, who.account);
  if (account === undefined || account.closedAt !== undefined) return {};
  const user = await tx.users.byName(account.id, who.user);
  if (user === undefined) return { accountId: account.id };
  const profile = await tx.loginProfiles.ofUser(user.id);
  const devices = await tx.mfaDevices.ofOwner(user.id);
  const passwordHash = profile?.passwordHash;
  return {
    accountId: account.id,
    principal: { kind: "user", account, user, profile, ownerId: user.id, passwordHash, devices },
  };
}

async function findRoot(tx: ReadTransaction, account: AccountRecord | undefined) {
  if (account === undefined || account.closedAt !== undefined) return {};
  const ownerId = rootUserId(account.id);
  const devices = await tx.mfaDevices.ofOwner(ownerId);
  const principal = {
    kind: "root",
    account,
    ownerId,
    passwordHash: account.rootPasswordHash,
    devices,
  } as const;
  return { accountId: account.id, principal };
}

/** By its id, with or without dashes and blanks, or by its alias. */
export async function findAccount(tx: ReadTransaction, text: string): Promise<AccountRecord | undefined> {
  const digits = text.replace(/[\s-]/g, "");
  if (isAccountId(digits)) return tx.accounts.byId(digits);
  return tx.accounts.byAlias(text.trim());
}

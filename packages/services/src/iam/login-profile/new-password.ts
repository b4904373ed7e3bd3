/**
 * Passwords are hashed and compared before the transaction, since that takes tens of milliseconds on another thread. What
 * was compared is looked at again inside, so that a change in between is noticed.
 */

import { hashPassword, verifyPassword } from "@rolecall/credentials";
import type { Environment } from "@rolecall/operations";
import type { AccountRecord, LoginProfileRecord, ReadTransaction } from "@rolecall/store";
import { loginProfileBusy, passwordPolicyViolation } from "../error.ts";
import { checkPassword } from "./password-rules.ts";

/** What a user's password may be compared with, read ahead of the transaction. */
export interface PasswordHistory {
  readonly profile: LoginProfileRecord | undefined;
  /** Hashes that a new password must not match: the current one and those before it, as many as the policy looks back. */
  readonly barred: readonly string[];
}

export async function passwordHistory(
  tx: ReadTransaction,
  user: { readonly id: LoginProfileRecord["userId"]; readonly accountId: AccountRecord["id"] },
): Promise<PasswordHistory> {
  const profile = await tx.loginProfiles.ofUser(user.id);
  const account = await tx.accounts.byId(user.accountId);
  return {
    profile,
    barred: profile === undefined || account === undefined ? [] : barredHashes(profile, account),
  };
}

/** A new password, hashed, and compared with those that are barred. */
export interface NewPassword {
  readonly text: string;
  readonly hash: string;
  readonly compared: readonly string[];
  readonly isReused: boolean;
}

export async function prepareNewPassword(
  text: string,
  barred: readonly string[],
  env: Environment,
): Promise<NewPassword> {
  let isReused = false;
  // One after the other: argon2 takes 19 MiB each.
  for (const hash of barred) isReused ||= await verifyPassword(hash, text);
  return { text, hash: await hashPassword(text, env.random), compared: barred, isReused };
}

/**
 * The login profile with a new password in place of the old.
 * @throws PasswordPolicyViolation, EntityTemporarilyUnmodifiable where the profile has changed since the password was compared
 */
export function withNewPassword(
  profile: LoginProfileRecord,
  password: NewPassword,
  facts: { readonly account: AccountRecord; readonly userName: string; readonly now: number },
): LoginProfileRecord {
  const { account, userName, now } = facts;
  checkPassword(password.text, account);
  const barred = barredHashes(profile, account);
  if (barred.some((hash) => !password.compared.includes(hash))) throw loginProfileBusy(userName);
  if (password.isReused) {
    throw passwordPolicyViolation(
      "Policy constraint violation with password reuse prevention during password change.",
    );
  }
  return { ...profile, passwordHash: password.hash, previousHashes: barred, passwordChangedAt: now };
}

function barredHashes(profile: LoginProfileRecord, { passwordPolicy }: AccountRecord): readonly string[] {
  const lookBack = passwordPolicy?.passwordReusePrevention ?? 0;
  return [profile.passwordHash, ...profile.previousHashes].slice(0, lookBack);
}

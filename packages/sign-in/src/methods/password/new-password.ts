import { DEFAULT_PASSWORD_POLICY } from "@rolecall/credentials";
import type { AccountRecord, EpochMilliseconds } from "@rolecall/store";
import type { UserPrincipal } from "../../principal/principal.ts";
import { type NewPasswordReason, type NewPasswordRules, SignInRefusal } from "../../refusal.ts";
import type { LastStep } from "../method.ts";

const DAY_MS = 86_400_000;

/**
 * Who signs in with a password that is expired, or was set by somebody else, sets a new one first. Source: IAM User Guide, "Set an account
 * password policy for IAM users", password expiration; CreateLoginProfile, PasswordResetRequired.
 */
export const newPassword: LastStep = {
  async pass(_parts, proven, { now }) {
    const { principal, proofs } = proven;
    if (principal.kind !== "user" || !proofs.some(({ kind }) => kind === "password")) return proven;
    const reason = reasonOf(principal, now);
    if (reason === undefined) return proven;
    const { account } = principal;
    if (reason === "expired" && account.passwordPolicy?.hardExpiry === true)
      throw new SignInRefusal("PasswordExpired", {}, { principal, accountId: account.id });
    throw new SignInRefusal(
      "NewPasswordRequired",
      { reason, rules: rulesOf(account) },
      {
        principal,
        accountId: account.id,
      },
    );
  },
};

function reasonOf(
  { profile, account }: UserPrincipal,
  now: EpochMilliseconds,
): NewPasswordReason | undefined {
  if (profile === undefined) return undefined;
  if (profile.passwordResetRequired)
    return profile.passwordChangedAt === profile.createdAt ? "first-use" : "demanded";
  const days = account.passwordPolicy?.maxPasswordAgeDays;
  return days !== undefined && now >= profile.passwordChangedAt + days * DAY_MS ? "expired" : undefined;
}

function rulesOf({ passwordPolicy }: AccountRecord): NewPasswordRules {
  if (passwordPolicy === undefined) return DEFAULT_PASSWORD_POLICY;
  const {
    minimumPasswordLength,
    requireSymbols,
    requireNumbers,
    requireUppercaseCharacters,
    requireLowercaseCharacters,
    passwordReusePrevention,
  } = passwordPolicy;
  return {
    minimumPasswordLength,
    requireSymbols,
    requireNumbers,
    requireUppercaseCharacters,
    requireLowercaseCharacters,
    ...(passwordReusePrevention !== undefined && { passwordReusePrevention }),
  };
}

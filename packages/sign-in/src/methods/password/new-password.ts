import { type IdentifiedCaller, userCaller } from "@rolecall/access";
import { brokenPasswordRules, DEFAULT_PASSWORD_POLICY } from "@rolecall/credentials";
import { formatArn, newAccessKeyId } from "@rolecall/names";
import type { AccountRecord, EpochMilliseconds } from "@rolecall/store";
import type { SignInParts } from "../../parts.ts";
import type { UserPrincipal } from "../../principal/principal.ts";
import { type NewPasswordReason, type NewPasswordRules, SignInRefusal } from "../../refusal.ts";
import type { Attempt, LastStep, PasswordVerdict, Proven } from "../method.ts";
import { passwordProof } from "./password.ts";

const DAY_MS = 86_400_000;

/**
 * Who signs in with a password that is expired, or was set by somebody else, sets a new one first. Source: IAM User Guide, "Set an account
 * password policy for IAM users", password expiration; CreateLoginProfile, PasswordResetRequired.
 */
export const newPassword: LastStep = {
  async pass(parts, proven, attempt) {
    const { principal, proofs } = proven;
    const { now } = attempt;
    if (principal.kind !== "user" || !proofs.some(({ kind }) => kind === "password")) return proven;
    const reason = reasonOf(principal, now);
    if (reason === undefined) return proven;
    const { account } = principal;
    if (reason === "expired" && account.passwordPolicy?.hardExpiry === true)
      throw new SignInRefusal("PasswordExpired", {}, { principal, accountId: account.id });
    const { newPassword: given } = attempt.given;
    if (given !== undefined) return changed(parts, { proven, principal, newPassword: given }, attempt);
    const about = { principal, accountId: account.id };
    throw new SignInRefusal("NewPasswordRequired", { reason, rules: rulesOf(account) }, about);
  },
};

/** Long enough to change a password in. */
const CHANGING_SECONDS = 300;

interface Changing {
  readonly proven: Proven;
  readonly principal: UserPrincipal;
  readonly newPassword: string;
}

/**
 * The user changes it, as anywhere else: with the permission iam:ChangePassword, or where the account lets all of its users.
 * @throws SignInRefusal NewPasswordRefused
 */
async function changed(
  parts: SignInParts,
  { proven, principal, newPassword }: Changing,
  attempt: Attempt,
): Promise<Proven> {
  const { account, ownerId } = principal;
  const refuse = (broken: readonly string[]) =>
    new SignInRefusal("NewPasswordRefused", { broken }, { principal, accountId: account.id });
  const broken = brokenPasswordRules(newPassword, account.passwordPolicy ?? DEFAULT_PASSWORD_POLICY);
  if (broken.length > 0) throw refuse(broken);
  const change = {
    caller: changerOf(parts, { proven, principal }, attempt.now),
    oldPassword: attempt.given.password ?? "",
    newPassword,
  };
  const verdict = await attempt.changePassword(change);
  if (verdict !== "changed") throw refuse([WORDS[verdict]]);
  const profile = await parts.store.read((tx) => tx.loginProfiles.ofUser(ownerId));
  if (profile === undefined) throw refuse([WORDS.broken]);
  const others = proven.proofs.filter(({ kind }) => kind !== "password");
  return {
    ...proven,
    principal: { ...principal, profile, passwordHash: profile.passwordHash },
    proofs: [passwordProof(profile.passwordHash), ...others],
  };
}

/** Beside the names of the rules. */
const WORDS: Readonly<Record<Exclude<PasswordVerdict, "changed">, string>> = {
  notAuthorized: "notAuthorized",
  reused: "reused",
  broken: "other",
};

/** The user, as its session would be, for this one call. */
function changerOf(
  { random }: SignInParts,
  { proven, principal }: Pick<Changing, "proven" | "principal">,
  now: EpochMilliseconds,
): IdentifiedCaller {
  const { user } = principal;
  const issuedAtSeconds = Math.floor(now / 1000);
  return userCaller(user, newAccessKeyId("ASIA", user.accountId, random), {
    kind: "console",
    accountId: user.accountId,
    principalArn: formatArn("user", user),
    principalId: user.id,
    ...(proven.proofs.some(({ kind }) => kind === "mfaDevice") && {
      mfaAuthenticatedAtSeconds: issuedAtSeconds,
    }),
    issuedAtSeconds,
    expiresAtSeconds: issuedAtSeconds + CHANGING_SECONDS,
  });
}

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

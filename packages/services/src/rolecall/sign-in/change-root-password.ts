import { tryOwnPassword } from "@rolecall/access";
import {
  brokenPasswordRules,
  DEFAULT_PASSWORD_POLICY,
  hashPassword,
  type PasswordRule,
  verifyPassword,
} from "@rolecall/credentials";
import { formatArn } from "@rolecall/names";
import { commonError, type On } from "@rolecall/operations";
import type { AccountRecord } from "@rolecall/store";
import { rolecall } from "../define.ts";
import { invalidInput, notFound, rolecallError } from "../error.ts";

const NO_PASSWORD = "password of the root user";

/** The account, whose root user it is. */
const ownAccount: On<unknown, AccountRecord, AccountRecord> = {
  async find({ caller, tx }) {
    const account = await tx.accounts.byId(caller.accountId);
    if (account === undefined) throw new Error(`The account of ${caller.arn} is gone.`);
    return account;
  },
  permission: (_call, { id: accountId }) => ({ resource: formatArn("root", { accountId }) }),
  take: (account) => account,
};

/**
 * The root user's own password, by who knows the old one. On AWS it is changed on the console's page "My security credentials" alone, by no operation
 * that is published. The account's password policy is for its users: the default one holds.
 * AWS Account Management Reference, "Change the password for the AWS account root user".
 */
export const changeRootPassword = rolecall.write("ChangeRootPassword", {
  async prepare({ input, caller, store, env, now, request: { sourceIp: address } }) {
    if (caller.kind !== "root") return undefined;
    const { accountId } = caller;
    const account = await store.read((tx) => tx.accounts.byId(accountId));
    const verifiedHash = account?.rootPasswordHash;
    if (verifiedHash === undefined) return { verifiedHash };
    const own = { identity: { kind: "root", accountId }, address, now } as const;
    const tried = await tryOwnPassword(store, own, () => verifyPassword(verifiedHash, input.OldPassword));
    if (tried !== "right") return { verifiedHash, isLocked: tried === "locked" };
    return { verifiedHash, newHash: await hashPassword(input.NewPassword, env.random) };
  },
  on: ownAccount,
  async perform({ call: { caller, input, tx }, target: account, prepared }) {
    if (caller.kind !== "root" || prepared === undefined)
      throw invalidInput(
        "The root user alone changes its password. Users change theirs by iam:ChangePassword.",
      );
    if (account.rootPasswordHash === undefined) throw notFound(NO_PASSWORD);
    if (account.rootPasswordHash !== prepared.verifiedHash)
      throw rolecallError(
        "ConflictException",
        "The password was changed meanwhile. Try again with that one.",
      );
    const { newHash, isLocked = false } = prepared;
    if (isLocked)
      throw commonError(
        "accessDenied",
        "Too many old passwords were incorrect: none is looked at for a while. Try again later.",
      );
    if (newHash === undefined) throw commonError("accessDenied", "The old password was incorrect.");
    if (input.NewPassword === input.OldPassword) throw invalidInput("The new password is the old one.");
    checkRootPassword(input.NewPassword, account);
    await tx.accounts.update({ ...account, rootPasswordHash: newHash });
    return {};
  },
});

const RULES: Readonly<Record<PasswordRule, string>> = {
  minimumLength: `at least ${DEFAULT_PASSWORD_POLICY.minimumPasswordLength} characters`,
  maximumLength: "at most 128 characters",
  symbols: "a symbol",
  numbers: "a digit",
  uppercase: "an uppercase letter",
  lowercase: "a lowercase letter",
  kinds: "three of these: uppercase letters, lowercase letters, digits, symbols",
};

/** @throws ValidationException, which tells the rules and never the password */
function checkRootPassword(password: string, { name, email }: AccountRecord): void {
  const broken = brokenPasswordRules(password, DEFAULT_PASSWORD_POLICY);
  if (broken.length > 0)
    throw invalidInput(`The new password needs ${broken.map((rule) => RULES[rule]).join(", ")}.`);
  const known = [name, email].map((text) => text.toLowerCase());
  if (known.includes(password.toLowerCase()))
    throw invalidInput("The new password must not be the account's name or e-mail address.");
}

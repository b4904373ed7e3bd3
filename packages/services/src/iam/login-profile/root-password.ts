/** The root user's password, which is the account's: what root, and sessions of AssumeRoot, mean by leaving the UserName out. */
import type { LoginProfile } from "@rolecall/contracts/iam";
import { hashPassword, type RandomBytes } from "@rolecall/credentials";
import type { Call } from "@rolecall/operations";
import type { AccountRecord, ReadTransaction, WriteTransaction } from "@rolecall/store";
import { callersAccount } from "../account/account-record.ts";
import { loginProfileAlreadyExists, noSuchLoginProfile, validationError } from "../error.ts";
import { checkPassword } from "./password-rules.ts";

type Calling<Tx> = Pick<Call<unknown, Tx>, "tx" | "caller">;

/** What stands in messages in the place of a user's name. */
const NAME = "root";

const UNKNOWN_PASSWORD_BYTES = 32;

/** One that nobody knows: there is a login profile then, whose password can be recovered. */
export function hashUnknownPassword(random: RandomBytes): Promise<string> {
  return hashPassword(Buffer.from(random(UNKNOWN_PASSWORD_BYTES)).toString("base64"), random);
}

/** @throws NoSuchEntity where root has no password */
export async function rootLoginProfile(call: Calling<ReadTransaction>): Promise<LoginProfile> {
  const account = await callersAccount(call);
  if (account.rootPasswordHash === undefined) throw noSuchLoginProfile(NAME);
  return toWire(account);
}

interface NewRootPassword {
  /** Absent where nobody is to know it. */
  readonly password: string | undefined;
  readonly passwordHash: string;
}

/** The account's password policy is for its users: the default one holds. @throws EntityAlreadyExists, PasswordPolicyViolation */
export async function createRootLoginProfile(
  call: Pick<
    Call<{ readonly PasswordResetRequired?: boolean | undefined }, WriteTransaction>,
    "tx" | "caller" | "input"
  >,
  { password, passwordHash: rootPasswordHash }: NewRootPassword,
): Promise<LoginProfile> {
  if (call.input.PasswordResetRequired === true) {
    throw validationError("PasswordResetRequired cannot be specified for the root user.");
  }
  const account = await callersAccount(call);
  if (account.rootPasswordHash !== undefined) throw loginProfileAlreadyExists(NAME);
  const { passwordPolicy: _, ...withoutPolicy } = account;
  if (password !== undefined) checkPassword(password, withoutPolicy);
  await call.tx.accounts.update({ ...account, rootPasswordHash });
  return toWire(account);
}

/** @throws NoSuchEntity where root has no password */
export async function deleteRootLoginProfile(call: Calling<WriteTransaction>): Promise<void> {
  const { rootPasswordHash, ...account } = await callersAccount(call);
  if (rootPasswordHash === undefined) throw noSuchLoginProfile(NAME);
  await call.tx.accounts.update(account);
}

/** AWS shows the root user without a name, though the contract requires one. Since when there is the password is not kept. */
function toWire({ createdAt }: AccountRecord): LoginProfile {
  const profile: Omit<LoginProfile, "UserName"> = {
    CreateDate: new Date(createdAt),
    PasswordResetRequired: false,
  };
  return profile as LoginProfile;
}

/** Who the `AWS` principals of a trust policy are. */

import {
  type AccountId,
  type Arn,
  type ArnParts,
  formatArn,
  isAccountId,
  isUniqueId,
  ownPartition,
  parseArn,
  splitArn,
  type UniqueId,
} from "@rolecall/names";
import type { Call } from "@rolecall/operations";
import type { EntityReader, EntityRecord, ReadTransaction } from "@rolecall/store";

/** Without an id, the principal is an account, a session or everybody: what is written is what is meant. */
export type ResolvedPrincipal = { readonly id?: UniqueId } | "unknown";

const BY_NAME: ResolvedPrincipal = {};

/** An origin access identity: `arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E…` */
const CLOUDFRONT = /^arn:[^:]+:iam::cloudfront:/;

/**
 * Looks up one value of `"AWS"`. Users and roles may stand in any account of the installation. Of an account that is declared
 * to be somewhere else everything is taken at its word; any other one does not exist, and neither does anything in it.
 * @param value of a form that the parser accepted
 */
export async function resolvePrincipal(
  { tx, env }: Pick<Call<unknown, ReadTransaction>, "tx" | "env">,
  value: string,
): Promise<ResolvedPrincipal> {
  if (value === "*" || CLOUDFRONT.test(value)) return BY_NAME;
  const found = await findHere(tx, value);
  if (found !== "unknown") return found;
  const account = anyAccountOf(value);
  return account !== undefined && (await isExternal({ tx, env }, account)) ? BY_NAME : "unknown";
}

/** What to tell who runs the installation of a value that was refused; nothing of one that names no account. */
export async function explainUnknown(tx: ReadTransaction, value: string): Promise<string | undefined> {
  const account = anyAccountOf(value);
  if (account === undefined) return undefined;
  return (await tx.accounts.byId(account)) === undefined
    ? `There is no account ${account} here: add it to the seed's accounts or, if it is somewhere else, to its externalAccounts ` +
        `(or start with --external-account ${account}).`
    : `Account ${account} has no such user or role.`;
}

async function isExternal(
  { tx, env }: Pick<Call<unknown, ReadTransaction>, "tx" | "env">,
  account: AccountId,
): Promise<boolean> {
  if ((await tx.accounts.byId(account)) !== undefined) return false;
  const { externalAccounts } = env;
  if (externalAccounts === "any" || externalAccounts.has(account)) return true;
  return (await tx.externalAccounts.byId(account)) !== undefined;
}

/** The account of whatever the value names; undefined for a unique id, which names none. */
function anyAccountOf(value: string): AccountId | undefined {
  const account = isAccountId(value) ? value : splitArn(value)?.account;
  return account !== undefined && isAccountId(account) ? account : undefined;
}

async function findHere(tx: ReadTransaction, value: string): Promise<ResolvedPrincipal> {
  const account = accountOf(value);
  if (account !== undefined) return (await tx.accounts.byId(account)) === undefined ? "unknown" : BY_NAME;
  const id = isUniqueId(value) ? value : await idOfArn(tx, value);
  return id !== undefined && (await currentArn(tx, id)) !== undefined ? { id } : "unknown";
}

/** The ARN that a user or role has now; undefined where it was deleted, or the id is no such one's. */
export async function currentArn(tx: ReadTransaction, id: UniqueId): Promise<Arn | undefined> {
  const user = await tx.users.byId(id);
  if (user !== undefined) return formatArn("user", user);
  const role = await tx.roles.byId(id);
  return role === undefined ? undefined : formatArn("role", role);
}

/** The account that the value names, or whose session it names; undefined for users, roles and ids. */
function accountOf(value: string): AccountId | undefined {
  if (isAccountId(value)) return value;
  const arn = splitArn(value);
  if (arn?.partition === ownPartition().name && arn.service === "sts" && isAccountId(arn.account))
    return arn.account;
  return parseArn("root", value)?.accountId;
}

/** The path is part of the ARN: with a wrong one it names nobody. */
async function idOfArn(tx: ReadTransaction, arn: string): Promise<UniqueId | undefined> {
  const user = await findNamed(tx.users, parseArn("user", arn));
  if (user !== undefined) return formatArn("user", user) === arn ? user.id : undefined;
  const role = await findNamed(tx.roles, parseArn("role", arn));
  return role !== undefined && formatArn("role", role) === arn ? role.id : undefined;
}

async function findNamed(
  family: EntityReader<EntityRecord>,
  named: ArnParts<"user" | "role"> | undefined,
): Promise<EntityRecord | undefined> {
  return named === undefined ? undefined : family.byName(named.accountId, named.name);
}

/** Who the `AWS` principals of a trust policy are. */
import { roleArn, userArn } from "@rolecall/access";
import type { AccountId, Arn, EntityReader, EntityRecord, ReadTransaction, UniqueId } from "@rolecall/store";

/** Without an id, the principal is an account, a session or everybody: what is written is what is meant. */
export type ResolvedPrincipal = { readonly id?: UniqueId } | "unknown";

const BY_NAME: ResolvedPrincipal = {};

const ACCOUNT = /^(?:arn:aws:iam::)?(\d{12})(?::root)?$/;
const SESSION = /^arn:aws:sts::(\d{12}):/;
/** The account, and the name behind the path. */
const USER = /^arn:aws:iam::(\d{12}):user\/(?:.*\/)?([^/]+)$/;
const ROLE = /^arn:aws:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/;
const CLOUDFRONT = "arn:aws:iam::cloudfront:";

/**
 * Looks up one value of `"AWS"`. Users and roles may stand in any account of the installation; an account that is not part of
 * it does not exist, and neither does anything in it.
 * @param value of a form that the parser accepted
 */
export async function resolvePrincipal(tx: ReadTransaction, value: string): Promise<ResolvedPrincipal> {
  if (value === "*" || value.startsWith(CLOUDFRONT)) return BY_NAME;
  const account = (ACCOUNT.exec(value) ?? SESSION.exec(value))?.[1];
  if (account !== undefined) return (await isAccount(tx, account)) ? BY_NAME : "unknown";
  const id = value.startsWith("arn:") ? await idOfArn(tx, value) : (value as UniqueId);
  return id !== undefined && (await currentArn(tx, id)) !== undefined ? { id } : "unknown";
}

/** The ARN that a user or role has now; undefined where it was deleted, or the id is no such one's. */
export async function currentArn(tx: ReadTransaction, id: UniqueId): Promise<Arn | undefined> {
  const user = await tx.users.byId(id);
  if (user !== undefined) return userArn(user);
  const role = await tx.roles.byId(id);
  return role === undefined ? undefined : roleArn(role);
}

async function isAccount(tx: ReadTransaction, id: string): Promise<boolean> {
  return (await tx.accounts.byId(id as AccountId)) !== undefined;
}

/** The path is part of the ARN: with a wrong one it names nobody. */
async function idOfArn(tx: ReadTransaction, arn: string): Promise<UniqueId | undefined> {
  const user = await findNamed(tx.users, USER.exec(arn));
  if (user !== undefined) return userArn(user) === arn ? user.id : undefined;
  const role = await findNamed(tx.roles, ROLE.exec(arn));
  return role !== undefined && roleArn(role) === arn ? role.id : undefined;
}

async function findNamed(
  family: EntityReader<EntityRecord>,
  match: RegExpExecArray | null,
): Promise<EntityRecord | undefined> {
  if (match === null) return undefined;
  const [, account, name] = match;
  return family.byName(account as AccountId, name as string);
}

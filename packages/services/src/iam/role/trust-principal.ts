/** Who the `AWS` principals of a trust policy are. */
import {
  type AccountId,
  type Arn,
  type ArnParts,
  formatArn,
  isAccountId,
  isUniqueId,
  PARTITION,
  parseArn,
  splitArn,
  type UniqueId,
} from "@rolecall/names";
import type { EntityReader, EntityRecord, ReadTransaction } from "@rolecall/store";

/** Without an id, the principal is an account, a session or everybody: what is written is what is meant. */
export type ResolvedPrincipal = { readonly id?: UniqueId } | "unknown";

const BY_NAME: ResolvedPrincipal = {};

const CLOUDFRONT = "arn:aws:iam::cloudfront:";

/**
 * Looks up one value of `"AWS"`. Users and roles may stand in any account of the installation; an account that is not part of
 * it does not exist, and neither does anything in it.
 * @param value of a form that the parser accepted
 */
export async function resolvePrincipal(tx: ReadTransaction, value: string): Promise<ResolvedPrincipal> {
  if (value === "*" || value.startsWith(CLOUDFRONT)) return BY_NAME;
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
  if (arn?.partition === PARTITION && arn.service === "sts" && isAccountId(arn.account)) return arn.account;
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

/** Who would ask: a user, a role, one session of a role, or the root user, of the caller's own account. */
import { type IdentifiedCaller, rootCaller, sessionCaller, userCaller } from "@rolecall/access";
import { type AccountId, formatArn, parseArn } from "@rolecall/names";
import type { Call, Permission } from "@rolecall/operations";
import type { ReadTransaction, RoleRecord, UserRecord } from "@rolecall/store";
import { invalidInput, notFound } from "../error.ts";

type Looking = Pick<Call<unknown, ReadTransaction>, "tx" | "caller">;

/** What there is by the ARN that was asked for. */
export type FoundPrincipal =
  | { readonly kind: "root"; readonly accountId: AccountId }
  | {
      readonly kind: "user";
      readonly name: string;
      readonly arn: string;
      readonly record: UserRecord | undefined;
    }
  | {
      readonly kind: "role";
      readonly name: string;
      readonly arn: string;
      readonly record: RoleRecord | undefined;
      /** Without one no policy can name the session and not its role. */
      readonly sessionName: string;
    };

/**
 * Nothing of another account is looked up. INVARIANT: an ARN with a path is that of whoever is there, path and all: another of the same
 * name is not meant.
 * @throws ValidationException where the ARN is of something that does not ask for anything, or of another account's
 */
export async function findPrincipal({ tx, caller }: Looking, arn: string): Promise<FoundPrincipal> {
  const own = <Named extends { readonly accountId: AccountId }>(named: Named): Named => {
    if (named.accountId === caller.accountId) return named;
    throw invalidInput("PrincipalArn: Only principals of the caller's own account can be asked about.");
  };
  const root = parseArn("root", arn);
  if (root !== undefined) return { kind: "root", accountId: own(root).accountId };
  const user = parseArn("user", arn);
  if (user !== undefined) {
    const { accountId, name } = own(user);
    const record = await tx.users.byName(accountId, name);
    return { kind: "user", name, arn, record: isMeant(record, "user", arn) ? record : undefined };
  }
  const role = parseArn("role", arn);
  const session = role === undefined ? parseArn("assumed-role", arn) : undefined;
  const named = role ?? session;
  if (named === undefined)
    throw invalidInput(
      "PrincipalArn: It has to be the ARN of a user, a role, a session of a role or the root user.",
    );
  const { accountId, name } = own(named);
  const record = await tx.roles.byName(accountId, name);
  const isThere = session !== undefined || isMeant(record, "role", arn);
  return {
    kind: "role",
    name,
    arn,
    record: isThere ? record : undefined,
    sessionName: session?.sessionName ?? "",
  };
}

function isMeant(record: UserRecord | RoleRecord | undefined, kind: "user" | "role", arn: string): boolean {
  return record !== undefined && formatArn(kind, record) === arn;
}

/** The permission to ask about it: on the ARN that it has, with its path. */
export function principalPermission(found: FoundPrincipal): Permission {
  if (found.kind === "root") return { resource: formatArn("root", found) };
  const { kind, name, record, arn } = found;
  if (record === undefined) return { resource: arn, resourceName: `${kind} ${name}` };
  return { resource: formatArn(kind, record), resourceName: `${kind} ${name}`, resourceTags: record.tags };
}

/**
 * As a caller, by whom everything is decided that requests are decided by.
 * @throws ResourceNotFoundException where it is not there: what it may do cannot be decided any more
 */
export function principalCaller(found: FoundPrincipal): IdentifiedCaller {
  if (found.kind === "root") return rootCaller(found.accountId, NO_KEY);
  if (found.record === undefined) throw notFound(`${found.kind} ${found.name}`);
  if (found.kind === "user") return userCaller(found.record, NO_KEY);
  const { record, sessionName } = found;
  const { accountId, id, name } = record;
  const claims = {
    kind: "assumedRole",
    accountId,
    principalArn: formatArn("assumed-role", { accountId, name, sessionName }),
    principalId: `${id}:${sessionName}`,
    issuer: { type: "Role", arn: formatArn("role", record), id },
    sessionName,
    issuedAtSeconds: 0,
    expiresAtSeconds: 0,
  } as const;
  return sessionCaller(claims, NO_KEY);
}

/** Nothing is signed. */
const NO_KEY = "";

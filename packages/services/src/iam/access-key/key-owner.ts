import { type AccountId, formatArn, rootUserId, type UniqueId } from "@rolecall/names";
import type { Call, On } from "@rolecall/operations";
import type { AccessKeyRecord, ReadTransaction } from "@rolecall/store";
import { noSuchAccessKey } from "../error.ts";
import { entityPermission } from "../requirement.ts";
import { existing, type UserSubject, userNamedOrCaller } from "../subject.ts";

/** Whose access keys a call is about: a user's, or the root user's where root leaves the UserName out. */
export type KeyOwner = UserSubject | { readonly kind: "root"; readonly accountId: AccountId };

export async function keyOwner(
  call: Pick<Call<{ readonly UserName?: string | undefined }, ReadTransaction>, "input" | "tx" | "caller">,
): Promise<KeyOwner> {
  const { input, caller } = call;
  if (caller.kind === "root" && input.UserName === undefined) {
    return { kind: "root", accountId: caller.accountId };
  }
  return userNamedOrCaller(call, input.UserName);
}

/** Whose keys, or other credentials, an operation is about. */
export const keysOf: On<{ readonly UserName?: string | undefined }, KeyOwner> = {
  find: keyOwner,
  permission: (call, owner) =>
    owner.kind === "root"
      ? { resource: formatArn("root", { accountId: owner.accountId }) }
      : entityPermission(call, owner),
  take: (owner) => owner,
};

/** Whom the store knows the keys by, and how answers name the owner. */
export interface OwnerIdentity {
  readonly id: UniqueId;
  /** The root user has none. */
  readonly userName?: string;
}

/** @throws NoSuchEntity where the user is not there */
export function identityOf(owner: KeyOwner): OwnerIdentity {
  // The root user goes by the account's id.
  if (owner.kind === "root") return { id: rootUserId(owner.accountId) };
  const user = existing(owner);
  return { id: user.id, userName: user.name };
}

/** @throws NoSuchEntity where there is no such key, or it is another's */
export async function keyOf(
  tx: ReadTransaction,
  owner: KeyOwner,
  accessKeyId: string,
): Promise<AccessKeyRecord> {
  const { id } = identityOf(owner);
  const keys = await tx.accessKeys.ofOwner(id);
  const key = keys.find((candidate) => candidate.id === accessKeyId);
  if (key === undefined) throw noSuchAccessKey(accessKeyId);
  return key;
}

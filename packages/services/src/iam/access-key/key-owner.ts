import { rootUserId, type UniqueId } from "@rolecall/names";
import type { AccessKeyRecord, ReadTransaction } from "@rolecall/store";
import { noSuchAccessKey } from "../error.ts";
import { existing, type UserOrRoot } from "../subject.ts";

/** Whom the store knows the keys by, and how answers name the owner. */
export interface OwnerIdentity {
  readonly id: UniqueId;
  /** The root user has none. */
  readonly userName?: string;
}

/** @throws NoSuchEntity where the user is not there */
export function identityOf(owner: UserOrRoot): OwnerIdentity {
  // The root user goes by the account's id.
  if (owner.kind === "root") return { id: rootUserId(owner.accountId) };
  const user = existing(owner);
  return { id: user.id, userName: user.name };
}

/** @throws NoSuchEntity where there is no such key, or it is another's */
export async function keyOf(
  tx: ReadTransaction,
  owner: UserOrRoot,
  accessKeyId: string,
): Promise<AccessKeyRecord> {
  const { id } = identityOf(owner);
  const keys = await tx.accessKeys.ofOwner(id);
  const key = keys.find((candidate) => candidate.id === accessKeyId);
  if (key === undefined) throw noSuchAccessKey(accessKeyId);
  return key;
}

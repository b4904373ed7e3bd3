import type { ReadTransaction, SshPublicKeyRecord, UserRecord } from "@rolecall/store";
import { iamError } from "../error.ts";

/** @throws NoSuchEntity where the account has no such key, or it is another user's, which AWS tells apart (recorded) */
export async function existingKey(
  tx: ReadTransaction,
  user: UserRecord,
  id: string,
): Promise<SshPublicKeyRecord> {
  const key = await tx.sshPublicKeys.byId(user.accountId, id);
  if (key === undefined) throw iamError("NoSuchEntity", `The Public Key with id ${id} cannot be found.`);
  if (key.ownerId !== user.id) throw iamError("NoSuchEntity", `User has no Public Key with id ${id}.`);
  return key;
}

/**
 * Who is in a closed account is nobody any more: keys, sessions and root user are answered as unknown ones are. What AWS answers in its
 * own words is not recorded; the pages say that the account "can't be used" from the moment on.
 * Source: Account Management Reference Guide, "Close an AWS account".
 */
import { INSTALLATION_ACCOUNT } from "@rolecall/names";
import type { ReadTransaction } from "@rolecall/store";
import type { IdentifiedCaller } from "../caller/caller.ts";
import type { Directory } from "../directory/directory.ts";
import { AuthenticationError } from "./authentication-error.ts";

/**
 * At once where the directory has the account: every request asks.
 * @throws AuthenticationError where the caller's account is closed, or gone.
 */
export function refuseClosedAccount(
  tx: ReadTransaction,
  directory: Directory,
  caller: IdentifiedCaller,
): undefined | Promise<undefined> {
  return isKnownOpen(directory, caller) ? undefined : lookAtAccount(tx, directory, caller);
}

/** For the road before the transaction. */
export function isKnownOpen(directory: Directory, { kind, accountId }: IdentifiedCaller): boolean {
  if (kind === "serviceSession" && accountId === INSTALLATION_ACCOUNT) return true;
  return directory.peekAccount(accountId)?.isClosed === false;
}

async function lookAtAccount(
  tx: ReadTransaction,
  directory: Directory,
  { accountId, accessKeyId }: IdentifiedCaller,
): Promise<undefined> {
  const account = await directory.account(tx, accountId);
  if (account?.isClosed !== false)
    throw new AuthenticationError({ reason: "unknownAccessKeyId", accessKeyId });
}

import { AuthenticationError, type Caller, isIdentified } from "@rolecall/access";
import type { Installation } from "../installation/installation.ts";

/**
 * What is signed for a region that the caller's account has not turned on. A region of AWS's that an account has not opted into
 * does not know its keys and sessions, and answers as to unknown ones (as users of many tools met it).
 * Source: Account Management Reference Guide, "Enable or disable AWS Regions in your account".
 * A token of STS's global endpoint is not taken there at all, but for those of version 2 (recorded).
 * @param region one of those that are off at first
 * @throws AuthenticationError
 */
export async function refuseDisabledRegion(
  { store, directory }: Pick<Installation, "store" | "directory">,
  caller: Caller,
  region: string,
): Promise<void> {
  if (!isIdentified(caller)) return;
  if (caller.session?.isOfDefaultRegions === true)
    throw new AuthenticationError({ reason: "invalidSessionToken" });
  const { accountId, accessKeyId } = caller;
  const opted =
    directory.regions.peek(accountId) ?? (await store.read((tx) => directory.regions.of(tx, accountId)));
  if (!opted.has(region)) throw new AuthenticationError({ reason: "unknownAccessKeyId", accessKeyId });
}

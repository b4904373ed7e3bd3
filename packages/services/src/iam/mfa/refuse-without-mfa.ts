import type { Call } from "@rolecall/operations";
import type { ReadTransaction } from "@rolecall/store";
import type { OwnerIdentity } from "../access-key/key-owner.ts";
import { mfaNeeded } from "./error.ts";

/**
 * Whoever has a device changes which ones they have with its code alone: who found a key must not give the user another device. The
 * first one is free, and so is what is done for others (recorded). AWS's root user has no way but its console and AssumeRoot; here
 * the rule is root's too.
 * @throws AccessDenied
 */
export async function refuseWithoutMfa(
  { caller, tx }: Pick<Call<unknown, ReadTransaction>, "caller" | "tx">,
  { id }: OwnerIdentity,
): Promise<void> {
  const isOwn = (caller.kind === "user" || caller.kind === "root") && caller.userId === id;
  if (!isOwn || caller.session?.kind === "assumedRoot") return;
  if (caller.session?.mfaAuthenticatedAtSeconds !== undefined) return;
  if ((await tx.mfaDevices.ofOwner(id)).length > 0) throw mfaNeeded();
}

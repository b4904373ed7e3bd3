import type { UniqueId } from "@rolecall/names";
import type { ReadTransaction } from "@rolecall/store";
import type { Call } from "../operation.ts";

/**
 * Whoever has a device changes which ones they have with its code alone: who found a key must not give the user another device. The
 * first one is free, and so is what is done for others (recorded). AWS's root user has no way but its console and AssumeRoot; here
 * the rule is root's too.
 * @param ownerId whose devices are to be changed
 */
export async function lacksMfa(
  { caller, tx }: Pick<Call<unknown, ReadTransaction>, "caller" | "tx">,
  ownerId: UniqueId,
): Promise<boolean> {
  const isOwn = (caller.kind === "user" || caller.kind === "root") && caller.userId === ownerId;
  if (!isOwn || caller.session?.kind === "assumedRoot") return false;
  if (caller.session?.mfaAuthenticatedAtSeconds !== undefined) return false;
  return (await tx.mfaDevices.ofOwner(ownerId)).length > 0;
}

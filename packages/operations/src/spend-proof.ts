import type { EpochMilliseconds, SpentProofRecord, WriteTransaction } from "@rolecall/store";

/** How many that have ended are forgotten each time one is added: none stays for long where any are added. */
const FORGOTTEN_AT_A_TIME = 4;
/** How long they are kept beyond their end: the clocks of nodes differ. */
const KEPT_MS = 300_000;

/**
 * Spends what is good once, on all nodes together.
 * @returns false where it was spent before
 */
export async function spendProof(
  tx: WriteTransaction,
  proof: SpentProofRecord,
  now: EpochMilliseconds,
): Promise<boolean> {
  if ((await tx.spentProofs.byId(proof.id)) !== undefined) return false;
  await tx.spentProofs.insert(proof);
  await tx.spentProofs.prune(now - KEPT_MS, FORGOTTEN_AT_A_TIME);
  return true;
}

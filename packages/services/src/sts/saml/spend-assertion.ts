import type { Environment } from "@rolecall/operations";
import type { EpochMilliseconds, WriteTransaction } from "@rolecall/store";
import type { SamlCaller } from "./prove-assertion.ts";
import { refuseAssertion } from "./refuse-assertion.ts";

/** How many that have ended are forgotten each time one is added: none stays for long where any are added. */
const FORGOTTEN_AT_A_TIME = 4;
/** How long they are kept beyond their end: the clocks of nodes differ. */
const KEPT_MS = 300_000;

/**
 * Spends an assertion: nobody has another session of it, whichever node is asked.
 * @throws InvalidIdentityToken where it was spent already
 */
export async function spendAssertion(
  tx: WriteTransaction,
  { digest, endsAt }: SamlCaller["spent"],
  { env, now }: { readonly env: Environment; readonly now: EpochMilliseconds },
): Promise<void> {
  const id = `saml:${digest}`;
  if ((await tx.spentProofs.byId(id)) !== undefined) throw refuseAssertion("spent", env);
  await tx.spentProofs.insert({ id, expiresAt: endsAt });
  await tx.spentProofs.prune(now - KEPT_MS, FORGOTTEN_AT_A_TIME);
}

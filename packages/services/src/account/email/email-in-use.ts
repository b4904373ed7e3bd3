import type { ReadTransaction } from "@rolecall/store";
import { accountError } from "../error.ts";

/** @throws ConflictException where an account of the installation has it, be it the same account; the words are ours */
export async function refuseEmailInUse(tx: ReadTransaction, email: string): Promise<void> {
  if ((await tx.accounts.byEmail(email)) === undefined) return;
  throw accountError("ConflictException", "The e-mail address is already in use by an account.");
}

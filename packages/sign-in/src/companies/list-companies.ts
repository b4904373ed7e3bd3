import { publishedProviders } from "@rolecall/access";
import { toAccountId } from "@rolecall/names";
import type { SignInProvider } from "@rolecall/store";
import type { SignInParts } from "../parts.ts";
import { findAccount } from "../principal/find-principal.ts";

/** Nobody's: looked up in place of an account that is not there, so that both cost the same. */
const NOBODY = toAccountId("000000000000");

/**
 * The identity providers that an account published. INVARIANT: whoever asks is a stranger: of an account that published none, is closed, or is not there,
 * the same is told.
 * @param account an id or an alias
 */
export function listCompanies(
  { store }: Pick<SignInParts, "store">,
  account: string,
): Promise<readonly SignInProvider[]> {
  return store.read(async (tx) => {
    const found = await findAccount(tx, account);
    return publishedProviders(tx, found === undefined || found.closedAt !== undefined ? NOBODY : found.id);
  });
}

import type { AccountId } from "@rolecall/names";

/** Below it stand the pages of accounts that issue web identity tokens. */
export const ISSUERS_PATH = "/_rolecall/issuers/";

/**
 * What tokens of an account name as their issuer, and where its pages are.
 * INVARIANT: it begins with what the installation was told that it is reached at: no request's Host gets into what is signed.
 */
export function issuerUrl({ publicUrl }: { readonly publicUrl: string }, accountId: AccountId): string {
  return `${publicUrl}${ISSUERS_PATH}${accountId}`;
}

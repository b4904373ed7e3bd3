import type { AccountId } from "@rolecall/names";
import type { ReadTransaction, SignInProvider } from "@rolecall/store";

/** More than an account may have: of a list that stops earlier, what is behind would be taken for deleted. */
const PROVIDERS_MAX = 1_000;

/**
 * Identity providers that an account shows on its sign-in page, without those that were deleted since. Where none is published it costs
 * one look-up, as for an account that is not there.
 */
export async function publishedProviders(
  tx: ReadTransaction,
  accountId: AccountId,
): Promise<readonly SignInProvider[]> {
  const { signInProviders: all = [] } = (await tx.accountSettings.ofAccount(accountId)) ?? {};
  if (all.length === 0) return [];
  const { items } = await tx.samlProviders.list(accountId, { limit: PROVIDERS_MAX });
  const present = new Set<string>(items.map(({ id }) => id));
  return all.filter(({ providerArn }) => present.has(providerArn));
}

/** Which accounts are strangers to this one: those that are not in its organization, where it is in one. */

import { isAccountId } from "@rolecall/names";
import type { Call } from "@rolecall/operations";
import type { ReadTransaction } from "@rolecall/store";
import { openTo } from "./trust-summary.ts";

export interface Strangers {
  readonly accountId: string;
  isStranger(accountId: string): boolean;
}

/** So many accounts are asked about; what more there are is strange. */
const ASKED = 1_000;

/**
 * Looks at all roles of the account for whom their trust policies let in.
 * @returns what is known of these accounts
 */
export async function learnStrangers(call: Call<unknown, ReadTransaction>): Promise<Strangers> {
  const { tx, caller, env } = call;
  const { accountId } = caller;
  const named = new Set<string>();
  const look = (document: string) => {
    for (const account of openTo(document, accountId)) named.add(account);
    return false;
  };
  const nothing = {
    conditions: [],
    sortBy: "name",
    isDescending: false,
    offset: 0,
    limit: 1,
    parts: [],
  } as const;
  await tx.search.roles(accountId, nothing, { holds: look });
  const own = (await env.directory.account(tx, accountId))?.place?.organizationId;
  const known = new Set<string>();
  if (own !== undefined)
    for (const account of [...named].slice(0, ASKED)) {
      if (!isAccountId(account)) continue;
      if ((await env.directory.account(tx, account))?.place?.organizationId === own) known.add(account);
    }
  return { accountId, isStranger: (account) => account !== accountId && !known.has(account) };
}

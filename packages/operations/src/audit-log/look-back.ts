import type { IdentifiedCaller } from "@rolecall/access";
import { openText, sealText } from "@rolecall/credentials";
import type { Environment } from "../environment.ts";
import { type AuditPage, type AuditSearch, PositionError } from "./audit-events.ts";

interface Looking {
  readonly env: Pick<Environment, "audit" | "keyRing">;
  readonly caller: Pick<IdentifiedCaller, "accountId">;
}

interface Lookup {
  /** What a token is bound to besides the account: the operation and whatever filters. */
  readonly context: readonly unknown[];
  readonly search: Omit<AuditSearch, "after">;
  /** As the page before gave it. */
  readonly token: string | undefined;
}

/**
 * Looks back in the audit log for events of the caller's own account. Tokens are sealed, so that nobody makes them up, and hold for
 * the same account, operation and filters alone.
 * @throws PositionError where the token is not one of these
 */
export async function lookBack(
  { env, caller }: Looking,
  { context, search, token }: Lookup,
): Promise<AuditPage> {
  const { accountId } = caller;
  const bound = JSON.stringify(["audit", accountId, ...context]);
  const after = token === undefined ? undefined : openText(env.keyRing, "marker", token, bound);
  if (token !== undefined && after === undefined) throw new PositionError();
  const page = await env.audit.events.search({
    ...search,
    after,
    // INVARIANT: nobody sees another account's events.
    texts: [...search.texts, `"recipientAccountId":"${accountId}"`],
    isWanted: (record) => record.recipientAccountId === accountId && search.isWanted(record),
  });
  return {
    ...page,
    next: page.next === undefined ? undefined : sealText(env.keyRing, "marker", page.next, bound),
  };
}

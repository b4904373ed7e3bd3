/** Which regions take a session token. Source: IAM User Guide, "Manage AWS STS in an AWS Region"; recorded answers. */
import type { SessionClaims } from "@rolecall/credentials";
import type { AccountId } from "@rolecall/names";
import type { Call } from "@rolecall/operations";
import type { ReadTransaction } from "@rolecall/store";

type TokenRegions = Pick<SessionClaims, "isOfDefaultRegions">;

const EVERY: TokenRegions = Object.freeze({});
const DEFAULT_ALONE: TokenRegions = Object.freeze({ isOfDefaultRegions: true });

/**
 * A token of the global endpoint is taken in the regions alone that no account has to opt into, where the account has not set it to
 * give tokens of version 2. Whoever asks by any other name of the installation's is in a region, and its token is taken everywhere.
 * @param accountId the caller's; of who has none, the role's
 */
export function tokenRegions(
  { tx, request }: Pick<Call<unknown, ReadTransaction>, "tx" | "request">,
  accountId: AccountId,
): TokenRegions | Promise<TokenRegions> {
  return request.isGlobalEndpoint === true ? ofGlobalEndpoint(tx, accountId) : EVERY;
}

async function ofGlobalEndpoint(tx: ReadTransaction, accountId: AccountId): Promise<TokenRegions> {
  const version = (await tx.accountSettings.ofAccount(accountId))?.globalEndpointTokenVersion ?? 1;
  return version === 1 ? DEFAULT_ALONE : EVERY;
}

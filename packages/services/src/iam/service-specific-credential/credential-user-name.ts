import type { ReadTransaction, UserRecord } from "@rolecall/store";
import { iamError } from "../error.ts";

/** Names that are tried: a user who is renamed keeps its own, so that who has the name next needs another. */
const TRIES = 100;

/**
 * The name that goes with a credential's secret: `Bob-at-111111111111`, `Bob+1-at-111111111111` where a credential of the same service
 * has that one (recorded). It stays when the user is renamed.
 * @throws LimitExceeded where a hundred are taken
 */
export async function newCredentialUserName(
  tx: ReadTransaction,
  { accountId, name }: UserRecord,
  serviceName: string,
): Promise<string> {
  for (let number = 0; number < TRIES; number++) {
    const userName = `${name}${number === 0 ? "" : `+${number}`}-at-${accountId}`;
    const taken = await tx.serviceCredentials.byUserName(accountId, { serviceName, userName });
    if (taken === undefined) return userName;
  }
  throw iamError("LimitExceeded", `Cannot exceed quota for ServiceUserNamesPerUserName: ${TRIES}`);
}

import { ConfigurationError } from "../configuration.ts";
import type { Installation } from "../installation/installation.ts";
import { sealingKeyRecord } from "../installation/sealing-keys.ts";

/**
 * Lets one of the processes fill a shared database that find it empty at the same moment: whose key stands in it. There is no
 * telling a process that is busy from one that died, so that nobody takes over.
 * @throws ConfigurationError where another one was quicker
 */
export async function claimDatabase({ store, keyRing }: Installation): Promise<void> {
  const record = sealingKeyRecord(keyRing);
  const isTaken = await store.write(async (tx) => {
    if ((await tx.accounts.hasAny()) || (await tx.sealingKeys.list()).length > 0) return true;
    await tx.sealingKeys.put(record);
    return false;
  });
  if (!isTaken) return;
  throw new ConfigurationError(
    "Another process fills this database, or died while it did. Start again in a moment; if this is said again, make the database anew.",
  );
}

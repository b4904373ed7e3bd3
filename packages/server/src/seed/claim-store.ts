import { dataKeyState } from "@rolecall/access";
import { ConfigurationError } from "../configuration.ts";
import type { Installation } from "../installation/installation.ts";

/**
 * Gives an empty store its first key, before anything is sealed by it. Of the processes that find a shared database empty at the
 * same moment the one fills it whose key stands there. There is no telling a process that is busy from one that died, so that
 * nobody takes over.
 * @throws ConfigurationError where another one was quicker
 */
export async function claimStore({ store, keys }: Installation): Promise<void> {
  const sealing = keys.records.filter((record) => dataKeyState(record) === "sealing");
  const isTaken = await store.write(async (tx) => {
    if ((await tx.accounts.hasAny()) || (await tx.dataKeys.list()).length > 0) return true;
    for (const record of sealing) await tx.dataKeys.put(record);
    return false;
  });
  if (!isTaken) return;
  throw new ConfigurationError(
    "Another process fills this database, or died while it did. Start again in a moment; if this is said again, make the database anew.",
  );
}

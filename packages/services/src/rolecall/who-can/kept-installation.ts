/** Installations as they were last read, for as long as nothing changes. */
import type { Directory } from "@rolecall/access";
import type { AccountId } from "@rolecall/names";
import type { ReadTransaction } from "@rolecall/store";
import type { Installation } from "@rolecall/who-can";
import { readInstallation } from "./read-installation.ts";

interface Kept {
  readonly changeCount: number;
  readonly installation: Installation;
}

/** Of one process; each holds some 3 kB a principal at most. */
const KEPT_MAX = 2;

const kept = new WeakMap<Directory, Map<string, Kept>>();

/**
 * INVARIANT: what is kept was read where the transaction might remember, and nothing has been told of since: whoever may look at
 * whom is asked anew each time.
 */
export async function keptInstallation(
  tx: ReadTransaction,
  directory: Directory,
  accountIds: readonly AccountId[],
): Promise<Installation> {
  const all = kept.get(directory) ?? new Map<string, Kept>();
  kept.set(directory, all);
  const key = accountIds.join();
  const { changeCount } = directory;
  const known = all.get(key);
  if (known?.changeCount === changeCount) return known.installation;
  const installation = await readInstallation({ tx, reader: directory }, accountIds);
  for (const [each, { changeCount: count }] of all) if (count !== changeCount) all.delete(each);
  if (tx.mayRemember && directory.changeCount === changeCount) {
    const oldest = all.size >= KEPT_MAX ? all.keys().next().value : undefined;
    if (oldest !== undefined) all.delete(oldest);
    all.set(key, { changeCount, installation });
  }
  return installation;
}

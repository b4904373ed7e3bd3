import { PartitionInUse, type PartitionName, settlePartition } from "@rolecall/names";
import { type Store, StoreError } from "@rolecall/store";
import { ConfigurationError } from "../configuration.ts";

/** What a store is of that says nothing: it is empty, or from before there was a choice. */
const UNSAID = "aws";

/**
 * Makes the store's partition the process's own, before the first ARN.
 * @param asked what an empty store becomes; undefined: what it is
 * @throws ConfigurationError where the store is of another one
 */
export async function settleStorePartition(store: Store, asked: PartitionName | undefined): Promise<void> {
  const kept = await readPartition(store);
  const isMade = kept === undefined && asked !== undefined && asked !== UNSAID;
  const partition = isMade ? await makePartition(store, asked) : (kept ?? UNSAID);
  if (asked !== undefined && asked !== partition)
    throw new ConfigurationError(`--partition: this store is of ${partition}, and stays so.`);
  settleProcess(partition);
}

/** Who embeds Rolecall may start several in one process. */
function settleProcess(partition: PartitionName): void {
  try {
    settlePartition(partition);
  } catch (error) {
    if (!(error instanceof PartitionInUse)) throw error;
    throw new ConfigurationError(
      `--partition: this process is of ${error.partition} already, and all that it starts are: ${partition} needs a process of its own.`,
    );
  }
}

/** Undefined for an empty store alone. */
function readPartition(store: Store): Promise<PartitionName | undefined> {
  return store.read(async (tx) => {
    const record = await tx.installation.get();
    return record?.partition ?? ((await tx.accounts.hasAny()) ? UNSAID : undefined);
  });
}

/** Of several processes that begin at once one decides. */
async function makePartition(store: Store, partition: PartitionName): Promise<PartitionName> {
  try {
    await store.write((tx) => tx.installation.insert({ partition }));
    return partition;
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== "conflict") throw error;
    return (await readPartition(store)) ?? partition;
  }
}

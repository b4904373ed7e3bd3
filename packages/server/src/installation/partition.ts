import { type PartitionName, settlePartition } from "@rolecall/names";
import type { Store } from "@rolecall/store";

export async function settleStorePartition(_store: Store, asked: PartitionName | undefined): Promise<void> {
  settlePartition(asked ?? "aws");
}

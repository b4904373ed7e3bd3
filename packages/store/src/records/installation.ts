import type { PartitionName } from "@rolecall/names";

/** What an installation was made as, and stays. There is one record at most. */
export interface InstallationRecord {
  readonly partition: PartitionName;
}

export interface InstallationReader {
  /** Absent in stores from before there was a choice: those are of `aws`. */
  get(): Promise<InstallationRecord | undefined>;
}

/** Nothing is told of it. `insert` fails with StoreError "conflict" where there is one. */
export interface InstallationWriter extends InstallationReader {
  insert(record: InstallationRecord): Promise<void>;
}

import type { Store, UsageRecord } from "@rolecall/store";

/** Collects when keys, roles and passwords were used, and writes it in batches behind the requests. */
export interface UsageLog {
  note(record: UsageRecord): void;
  /** Writes what was collected, or keeps it where that fails. Called on a timer, before a reset and at shutdown. */
  flush(store: Store): Promise<void>;
}

/** More subjects than this between two flushes are dropped: last-used dates are a convenience, memory is not. */
const MAX_PENDING = 50_000;

export function createUsageLog(): UsageLog {
  let pending = new Map<string, UsageRecord>();
  /** What was not written waits on, unless the same was used since. */
  const putBack = (record: UsageRecord) => {
    if (pending.size < MAX_PENDING && !pending.has(record.subject)) pending.set(record.subject, record);
  };
  return {
    note(record) {
      if (pending.size < MAX_PENDING || pending.has(record.subject)) pending.set(record.subject, record);
    },
    async flush(store) {
      if (pending.size === 0) return;
      const entries = [...pending.values()];
      pending = new Map();
      try {
        await store.write((tx) => tx.usage.record(entries));
      } catch (error) {
        for (const entry of entries) putBack(entry);
        throw error;
      }
    },
  };
}

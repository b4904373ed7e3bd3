import type { AccountId, UniqueId } from "@rolecall/names";
import { type AccessTraceRecord, type EpochMilliseconds, type Store, WHOLE_SERVICE } from "@rolecall/store";

/** One thing that somebody tried. */
export interface Trial {
  /** The user's or role's unique id; the account id for root. */
  readonly entityId: UniqueId;
  readonly accountId: AccountId;
  /** As in policies: `iam`. */
  readonly service: string;
  /** As in policies, without the service: `GetUser`. */
  readonly action: string;
  readonly at: EpochMilliseconds;
  readonly region: string;
}

/** Collects who last tried what, for last-accessed reports, and writes it in batches behind the requests. */
export interface AccessTraceLog {
  /**
   * What was tried before costs three look-ups and no memory.
   * @returns false where it is not kept because too much waits
   */
  note(trial: Trial): boolean;
  /** Writes what was collected, or keeps it where that fails; forgets what is older than is reported. */
  flush(store: Store, now: EpochMilliseconds): Promise<void>;
}

/** More things tried between two flushes are dropped: dates of last access are a convenience, memory is not. */
export const MAX_PENDING = 50_000;

/** How far back AWS's reports reach. Source: IAM User Guide, "Refine permissions in AWS using last accessed information". */
const TRACKED_MS = 400 * 24 * 3_600_000;
/** Old traces are few a day, so that they are looked for once in a while. */
const PRUNE_EVERY_MS = 3_600_000;
const PRUNED_AT_ONCE = 10_000;

interface Last {
  at: EpochMilliseconds;
  region: string;
}

interface Entity {
  readonly accountId: AccountId;
  /** By service and action. */
  readonly services: Map<string, Map<string, Last>>;
}

export function createAccessTraceLog(): AccessTraceLog {
  const pending = new Pending();
  let prunedAt = Number.NEGATIVE_INFINITY;
  return {
    note: (trial) => pending.note(trial),
    async flush(store, now) {
      const entries = pending.take();
      try {
        if (entries.length > 0) await store.write((tx) => tx.accessTraces.record(entries));
      } catch (error) {
        pending.putBack(entries);
        throw error;
      }
      if (now - prunedAt < PRUNE_EVERY_MS) return;
      prunedAt = now;
      await store.write((tx) => tx.accessTraces.prune(now - TRACKED_MS, PRUNED_AT_ONCE));
    },
  };
}

/** INVARIANT: `count` is the number of actions in all maps together. */
class Pending {
  #entities = new Map<UniqueId, Entity>();
  #count = 0;

  note({ entityId, accountId, service, action, at, region }: Trial): boolean {
    const actions = this.#entities.get(entityId)?.services.get(service);
    const last = actions?.get(action);
    if (last === undefined) {
      return this.#add({ entityId, accountId, service, action, at, region });
    }
    if (at >= last.at) {
      last.at = at;
      last.region = region;
    }
    return true;
  }

  /** All of it, each service's newest as WHOLE_SERVICE too; nothing waits afterwards. */
  take(): AccessTraceRecord[] {
    const records: AccessTraceRecord[] = [];
    for (const [entityId, { accountId, services }] of this.#entities) {
      for (const [serviceNamespace, actions] of services) {
        const of = { entityId, accountId, serviceNamespace };
        let newest: Last | undefined;
        for (const [action, last] of actions) {
          if (newest === undefined || last.at > newest.at) newest = last;
          records.push({ ...of, action, ...last });
        }
        if (newest !== undefined) records.push({ ...of, action: WHOLE_SERVICE, ...newest });
      }
    }
    this.#entities = new Map();
    this.#count = 0;
    return records;
  }

  /** What was not written waits on, unless the same was tried since. */
  putBack(records: readonly AccessTraceRecord[]): void {
    for (const { serviceNamespace, action, ...record } of records) {
      if (action !== WHOLE_SERVICE) this.note({ ...record, service: serviceNamespace, action });
    }
  }

  #add({ entityId, accountId, service, action, at, region }: Trial): boolean {
    if (this.#count >= MAX_PENDING) return false;
    this.#count += 1;
    const { services } = getOrInsert(this.#entities, entityId, () => ({ accountId, services: new Map() }));
    const actions = getOrInsert(services, service, () => new Map<string, Last>());
    actions.set(action, { at, region });
    return true;
  }
}

function getOrInsert<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

import type { AccountId, EpochMilliseconds, UniqueId } from "./identifier.ts";
import type { Page, PageRequest } from "./page.ts";

/** The action of a trace that is about the service as a whole. */
export const WHOLE_SERVICE = "*";

/**
 * When a user or role last tried something with a service: what last-accessed reports are made of. Attempts count, not only
 * successes. Written in batches behind the requests; not part of the change feed, since nothing is decided by it.
 */
export interface AccessTraceRecord {
  /** The user's or role's unique id; the account id for root. */
  readonly entityId: UniqueId;
  /** Of the entity. */
  readonly accountId: AccountId;
  /** As in policies: `iam`. */
  readonly serviceNamespace: string;
  /** As in policies, without the service: `GetUser`. WHOLE_SERVICE for the newest of all. */
  readonly action: string;
  readonly at: EpochMilliseconds;
  readonly region: string;
}

export interface AccessTraceReader {
  /** All of an entity, sorted by service and action. */
  ofEntity(entityId: UniqueId): Promise<readonly AccessTraceRecord[]>;
  /** WHOLE_SERVICE of one service: by whom of the account, sorted by entity. */
  ofService(
    accountId: AccountId,
    serviceNamespace: string,
    request: PageRequest,
  ): Promise<Page<AccessTraceRecord>>;
  /** The newest WHOLE_SERVICE of each service in the account, by any of its entities: sorted by service. Costs a look-up a service. */
  newestOfAccount(accountId: AccountId): Promise<readonly Omit<AccessTraceRecord, "entityId" | "action">[]>;
}

export interface AccessTraceWriter extends AccessTraceReader {
  /** Keeps the newest of each; whose entity is not, or not any more, in its account is passed over. Traces of an entity go when it is deleted. */
  record(entries: readonly AccessTraceRecord[]): Promise<void>;
  /** Forgets, at most so many, those from before that time. Answers how many went. */
  prune(before: EpochMilliseconds, limit: number): Promise<number>;
}

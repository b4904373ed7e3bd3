import type { AccountId, EpochMilliseconds } from "./identifier.ts";

/** `credential`: the account's own, one at a time. The others: jobs, by the id that was answered. */
export type ReportKind = "credential" | "serviceLastAccessed" | "organizationsAccess";

/** A report that was asked for, made behind the request, and read later. */
export interface ReportRecord {
  /** The job's id; for the credential report the account id. */
  readonly id: string;
  readonly kind: ReportKind;
  readonly accountId: AccountId;
  /** Who asked, as the unique id of user or role session: others do not get it. */
  readonly requestedBy: string;
  /** What was asked for, as JSON. */
  readonly request: string;
  readonly state: "IN_PROGRESS" | "COMPLETED" | "FAILED";
  readonly requestedAt: EpochMilliseconds;
  readonly completedAt?: EpochMilliseconds;
  /** The CSV, or rows as JSON; what failed, where it failed. */
  readonly content?: string;
}

/** A report without its content, which may have a megabyte. */
export type ReportOutline = Omit<ReportRecord, "content">;

export interface ReportReader {
  byId(id: string): Promise<ReportRecord | undefined>;
  outline(id: string): Promise<ReportOutline | undefined>;
  /** Those of a kind that are in progress in the account, the oldest first: a few. */
  inProgress(accountId: AccountId, kind: ReportKind): Promise<readonly ReportRecord[]>;
  count(accountId: AccountId, kind: ReportKind): Promise<number>;
}

/** Nothing is told of a change. `put` fails with StoreError "conflict" where the account is not there, or the id is another account's. */
export interface ReportWriter extends ReportReader {
  put(record: ReportRecord): Promise<void>;
  /** Forgets, at most so many, what was asked for before that time. Answers how many went. */
  prune(before: EpochMilliseconds, limit: number): Promise<number>;
}

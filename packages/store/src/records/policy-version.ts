import type { AccountId, EpochMilliseconds, UniqueId } from "./identifier.ts";

/** One version of a customer-managed policy. Documents are text as sent; they never change. */
export interface PolicyVersionRecord {
  readonly policyId: UniqueId;
  readonly version: number;
  readonly document: string;
  readonly createdAt: EpochMilliseconds;
}

export interface PolicyVersionReader {
  get(policyId: UniqueId, version: number): Promise<PolicyVersionRecord | undefined>;
  /** Newest first. */
  list(policyId: UniqueId): Promise<readonly PolicyVersionRecord[]>;
  /** The versions of all policies of an account together. */
  countOfAccount(accountId: AccountId): Promise<number>;
}

/** Deleting a policy deletes its versions. */
export interface PolicyVersionWriter extends PolicyVersionReader {
  insert(record: PolicyVersionRecord): Promise<void>;
  delete(policyId: UniqueId, version: number): Promise<void>;
}

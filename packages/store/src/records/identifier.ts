export type { AccessKeyId, AccountId, Arn, UniqueId } from "@rolecall/names";

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMilliseconds = number;

/** Grows with each committed write that changed something. */
export type Revision = number;

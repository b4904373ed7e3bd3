/** How much of what happens is kept, and for how long. */
export interface AuditLimits {
  /** Of all files together; the oldest make room. */
  readonly maxBytes: number;
  /** Files that were last written longer ago are deleted. */
  readonly maxAgeMs: number;
  /** What stays free on the disk, for the database. Undefined: a tenth of the disk, at most 1 GiB. */
  readonly reserveBytes: number | undefined;
  /** Events a second of requests that authenticate nobody; the others are counted. */
  readonly strangersPerSecond: number;
}

export const DEFAULT_AUDIT_SIZE = "1G";
/** As long as CloudTrail's event history reaches back. */
export const DEFAULT_AUDIT_DAYS = 90;
export const DEFAULT_AUDIT_STRANGERS = 10;

/** Those who cannot sign have an eighth of the room, so that nobody drives others' records out who has no key. */
const STRANGERS_SHARE = 8;

/** The limits for the files of one sort of events. */
export interface FolderLimits {
  readonly maxBytes: number;
  readonly maxAgeMs: number;
  readonly reserveBytes: number | undefined;
}

export function provenLimits({ maxBytes, ...limits }: AuditLimits): FolderLimits {
  return { ...limits, maxBytes: maxBytes - Math.floor(maxBytes / STRANGERS_SHARE) };
}

export function strangersLimits({ maxBytes, ...limits }: AuditLimits): FolderLimits {
  return { ...limits, maxBytes: Math.floor(maxBytes / STRANGERS_SHARE) };
}

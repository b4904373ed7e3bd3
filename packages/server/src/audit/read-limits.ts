import { Mistake } from "../mistake.ts";
import { readSize } from "../read-size.ts";
import type { AuditLimits } from "./audit-limits.ts";

/** What the command line says of the audit log. */
export interface AuditOptions {
  readonly "audit-size": string;
  readonly "audit-days": string;
  readonly "audit-reserve": string | undefined;
  readonly "audit-strangers": string;
}

const DAY_MS = 24 * 3_600_000;
/** The log needs some files to tell old from new. */
const MIN_SIZE_BYTES = 1024 * 1024;

/** @throws Mistake that names the option and what is wrong with it. */
export function readAuditLimits(options: AuditOptions): AuditLimits {
  const maxBytes = readSize("--audit-size", options["audit-size"]);
  if (maxBytes < MIN_SIZE_BYTES) {
    throw new Mistake(`--audit-size: "${options["audit-size"]}" is less than 1M.`);
  }
  const reserve = options["audit-reserve"];
  return {
    maxBytes,
    maxAgeMs: readCount("--audit-days", options["audit-days"], 1) * DAY_MS,
    reserveBytes: reserve === undefined ? undefined : readSize("--audit-reserve", reserve),
    strangersPerSecond: readCount("--audit-strangers", options["audit-strangers"], 0),
  };
}

function readCount(name: string, text: string, least: number): number {
  const count = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (count < least) throw new Mistake(`${name}: "${text}" is not a whole number from ${least} to 99999.`);
  return count;
}

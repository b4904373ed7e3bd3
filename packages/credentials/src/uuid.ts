import { createHash } from "node:crypto";
import type { RandomBytes } from "./random-bytes.ts";

const LENGTH = 16;

/** A random UUID. Source: RFC 9562, section 5.4. */
export function newUuid(random: RandomBytes): string {
  return formatUuid(Buffer.from(random(LENGTH)), 0x40);
}

/** The UUID of these texts, in this order: the same wherever it is made. Source: RFC 9562, section 5.8. */
export function uuidOf(...texts: readonly string[]): string {
  return formatUuid(createHash("sha256").update(JSON.stringify(texts)).digest().subarray(0, LENGTH), 0x80);
}

/** @param version in the upper half of its byte */
function formatUuid(bytes: Buffer, version: number): string {
  bytes[6] = ((bytes[6] as number) & 0x0f) | version;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { KeyBytes } from "@rolecall/credentials";
import { STATE_PATH } from "./state-room.ts";

/** Clocks of two machines may differ by so much, as for signatures. */
const SKEW_MS = 5 * 60_000;
const WHAT_FOR = "rolecall state 1";

/** What a proof is over. */
export interface ProvenRequest {
  readonly method: string;
  /** Of the body, in hex. */
  readonly sha256: string;
  readonly timeMs: number;
}

/** Proves that who asks holds a master key: such a one may read and replace all that it seals. */
export function proveRequest(key: KeyBytes, request: ProvenRequest): string {
  return `${request.timeMs}.${request.sha256}.${macOf(key, request)}`;
}

/** What is proven of the body; undefined where it is no proof by any of the keys, or of another time. */
export function readProof(
  keys: readonly KeyBytes[],
  proof: string,
  { method, nowMs }: { readonly method: string; readonly nowMs: number },
): { readonly sha256: string } | undefined {
  const [, time, sha256 = "", mac = ""] = /^(\d{1,16})\.([0-9a-f]{64})\.([0-9a-f]{64})$/.exec(proof) ?? [];
  const timeMs = Number(time);
  if (!(Math.abs(nowMs - timeMs) <= SKEW_MS)) return undefined;
  const given = Buffer.from(mac, "hex");
  const isProven = keys.some((key) =>
    timingSafeEqual(given, Buffer.from(macOf(key, { method, sha256, timeMs }), "hex")),
  );
  return isProven ? { sha256 } : undefined;
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** By a key of its own, so that nothing that a master key seals is ever made of it. */
function macOf(key: KeyBytes, { method, sha256, timeMs }: ProvenRequest): string {
  const own = createHmac("sha256", key.bytes).update(WHAT_FOR).digest();
  return createHmac("sha256", own).update(`${method} ${STATE_PATH} ${timeMs} ${sha256}`).digest("hex");
}

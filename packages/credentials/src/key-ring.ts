import { createSecretKey, hkdfSync, type KeyObject } from "node:crypto";
import type { RandomBytes } from "./random-bytes.ts";

/** What a subkey is for. What is sealed for one purpose never opens for another. */
export type Purpose = "secret" | "session" | "marker" | "message" | "check";

const PURPOSES: readonly Purpose[] = ["secret", "session", "marker", "message", "check"];

const KEY_BYTES = 32;
export const KEY_ID_BYTES = 4;

/** A key from which all others are derived. */
export interface MasterKey {
  readonly bytes: Uint8Array;
}

/** A master key's derived keys. As KeyObjects, they show nothing when they are printed. */
export interface RingKey {
  /** Stands in front of everything that this key sealed. Derived from the key, so it needs no keeping. */
  readonly id: number;
  readonly subkeys: Readonly<Record<Purpose, KeyObject>>;
}

/** The keys of an installation: the first seals, all of them open. */
export interface KeyRing {
  readonly current: RingKey;
  readonly byId: ReadonlyMap<number, RingKey>;
  readonly random: RandomBytes;
}

export function newMasterKey(random: RandomBytes): MasterKey {
  return { bytes: random(KEY_BYTES) };
}

/** One line of base64, as `parseMasterKeys` reads it. */
export function formatMasterKey(key: MasterKey): string {
  return Buffer.from(key.bytes).toString("base64");
}

const BASE64_KEY = /^[A-Za-z0-9+/]{43}=$/;

/**
 * Reads master keys, each 32 bytes in base64, between white space or commas. The first is the one that seals.
 * @throws TypeError that says which key is none, and shows nothing of it.
 */
export function parseMasterKeys(text: string): readonly MasterKey[] {
  const words = text.split(/[\s,]+/).filter((word) => word !== "");
  if (words.length === 0) throw new TypeError("there is no master key");
  return words.map((word, index) => {
    if (!BASE64_KEY.test(word)) throw new TypeError(`master key ${index + 1} is not 32 bytes in base64`);
    return { bytes: Buffer.from(word, "base64") };
  });
}

function derive(key: MasterKey, info: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync("sha256", key.bytes, "", `rolecall ${info}`, bytes));
}

function ringKey(key: MasterKey): RingKey {
  if (key.bytes.length !== KEY_BYTES) throw new TypeError("a master key has 32 bytes");
  const subkeys = PURPOSES.map(
    (purpose) => [purpose, createSecretKey(derive(key, purpose, KEY_BYTES))] as const,
  );
  return {
    id: derive(key, "key id", KEY_ID_BYTES).readUInt32BE(),
    subkeys: Object.fromEntries(subkeys) as Record<Purpose, KeyObject>,
  };
}

/**
 * Makes a ring of master keys. To rotate, put a new key in front, and take an old one out when nothing that it sealed
 * is needed any more.
 * @throws TypeError if there is no key, one is not 32 bytes long, or one comes twice.
 */
export function createKeyRing(keys: readonly MasterKey[], random: RandomBytes): KeyRing {
  const ringKeys = keys.map(ringKey);
  const current = ringKeys[0];
  if (current === undefined) throw new TypeError("a key ring needs a key");
  const byId = new Map(ringKeys.map((key) => [key.id, key]));
  if (byId.size !== ringKeys.length) throw new TypeError("a master key comes twice");
  return { current, byId, random };
}

import { createSecretKey, hkdfSync, type KeyObject } from "node:crypto";
import type { RandomBytes } from "./random-bytes.ts";

/** What a subkey is for. What is sealed for one purpose never opens for another. */
export type Purpose =
  | "secret"
  | "session"
  | "marker"
  | "message"
  | "check"
  | "key"
  | "seed"
  | "exchange"
  | "device"
  | "flow";

const PURPOSES: readonly Purpose[] = [
  "secret",
  "session",
  "marker",
  "message",
  "check",
  "key",
  "seed",
  "exchange",
  "device",
  "flow",
];

const KEY_BYTES = 32;
export const KEY_ID_BYTES = 4;

/** A key from which others are derived: a data key, or a master key, which seals data keys. */
export interface KeyBytes {
  readonly bytes: Uint8Array;
}

/** A key's derived keys. As KeyObjects, they show nothing when they are printed. */
export interface RingKey {
  /** Stands in front of everything that this key sealed. Derived from the key, so it needs no keeping. */
  readonly id: number;
  readonly subkeys: Readonly<Record<Purpose, KeyObject>>;
}

/** Keys of one sort: one seals, all of them open. Whoever holds a ring sees keys come and go. */
export interface KeyRing {
  readonly current: RingKey;
  readonly byId: ReadonlyMap<number, RingKey>;
  /** Grows when keys leave: what was opened before is to be opened anew. */
  readonly departures: number;
  readonly random: RandomBytes;
}

/** A ring in the hands of who keeps it. */
export interface KeptKeyRing extends KeyRing {
  /** From now on these are the keys, and nothing else. `current` is one of them. */
  change(keys: Iterable<RingKey>, current: RingKey): void;
}

/** A key whose id none of these has: boxes tell keys apart by their ids alone, and two in 2^32 are alike. */
export function newKey(random: RandomBytes, taken: ReadonlySet<number> = new Set()): KeyBytes {
  for (;;) {
    const key = { bytes: random(KEY_BYTES) };
    if (!taken.has(keyIdOf(key))) return key;
  }
}

function derive(key: KeyBytes, info: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync("sha256", key.bytes, "", `rolecall ${info}`, bytes));
}

export function keyIdOf(key: KeyBytes): number {
  return derive(key, "key id", KEY_ID_BYTES).readUInt32BE();
}

/** @throws TypeError if the key is not 32 bytes long. */
export function ringKeyOf(key: KeyBytes): RingKey {
  if (key.bytes.length !== KEY_BYTES) throw new TypeError("a key has 32 bytes");
  const subkeys = PURPOSES.map(
    (purpose) => [purpose, createSecretKey(derive(key, purpose, KEY_BYTES))] as const,
  );
  return { id: keyIdOf(key), subkeys: Object.fromEntries(subkeys) as Record<Purpose, KeyObject> };
}

class Ring implements KeptKeyRing {
  current: RingKey;
  byId: ReadonlyMap<number, RingKey>;
  departures = 0;
  readonly random: RandomBytes;

  constructor(keys: readonly RingKey[], current: RingKey, random: RandomBytes) {
    this.current = current;
    this.byId = mapById(keys);
    this.random = random;
  }

  change(keys: Iterable<RingKey>, current: RingKey): void {
    const byId = mapById([...keys]);
    if (byId.get(current.id) !== current) throw new TypeError("the key that seals is not in the ring");
    for (const [id, key] of this.byId) if (byId.get(id) !== key) this.departures++;
    this.byId = byId;
    this.current = current;
  }
}

function mapById(keys: readonly RingKey[]): ReadonlyMap<number, RingKey> {
  const byId = new Map(keys.map((key) => [key.id, key]));
  if (byId.size !== keys.length) throw new TypeError("a key comes twice, or two have the same id");
  return byId;
}

/**
 * Makes a ring of keys, of which the first seals.
 * @throws TypeError if there is no key, one is not 32 bytes long, or one comes twice.
 */
export function createKeyRing(keys: readonly KeyBytes[], random: RandomBytes): KeptKeyRing {
  const ringKeys = keys.map(ringKeyOf);
  const current = ringKeys[0];
  if (current === undefined) throw new TypeError("a key ring needs a key");
  return new Ring(ringKeys, current, random);
}

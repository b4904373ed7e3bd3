/**
 * The keys of an installation as this process knows them: the data keys of the store, opened by master keys.
 *
 * INVARIANT: what seals is what the store says seals. Who lets another key seal has seen every process hold it that runs.
 * INVARIANT: work in a transaction catches up first where the store has told of a change of keys, so that it opens whatever its
 * snapshot holds. What comes from outside (a session's token) may name a key that was not told of yet: `seek` asks for it.
 */
import {
  createKeyRing,
  type KeptKeyRing,
  type KeyRing,
  openKey,
  type RandomBytes,
  type RingKey,
  ringKeyOf,
} from "@rolecall/credentials";
import type { Change, DataKeyRecord, ReadTransaction, Store } from "@rolecall/store";
import { dataKeyState } from "./data-key.ts";
import type { MasterKeys } from "./master-keys.ts";
import { createPacedLook, type PacedLook } from "./paced-look.ts";

export interface KeepingOptions {
  readonly store: Store;
  readonly masters: MasterKeys;
  /** What the store has, or what it is going to be given first. The key that seals opens. */
  readonly records: readonly DataKeyRecord[];
  readonly random: RandomBytes;
  /** Milliseconds of a clock that nobody sets. */
  readonly monotonicMs: () => number;
  /** Called when the records were seen anew. */
  readonly onSeen?: (keys: InstallationKeys) => void;
}

/** Strangers can make the store be looked at, so often. */
const SEEK_EVERY_MS = 1_000;
const SEEKERS_MAX = 500;
const RETRY_MS = 250;

export class InstallationKeys {
  readonly #options: KeepingOptions;
  readonly #ring: KeptKeyRing;
  readonly #seeking: PacedLook;
  readonly #unsubscribe: () => void;
  #records: readonly DataKeyRecord[];
  #isBehind = true;
  #retry: NodeJS.Timeout | undefined;

  /** @throws TypeError where the key that seals does not open. */
  constructor(options: KeepingOptions) {
    const { store, masters, records, random, monotonicMs } = options;
    this.#options = options;
    this.#records = records;
    const sealing = records.find((record) => dataKeyState(record) === "sealing");
    const first = sealing && openKey(masters.ring, sealing.keyId, sealing.seals);
    this.#ring = createKeyRing(first === undefined ? [] : [first], random);
    this.#take(records);
    this.#seeking = createPacedLook({
      look: () => this.#look(),
      everyMs: SEEK_EVERY_MS,
      waitersMax: SEEKERS_MAX,
      monotonicMs,
    });
    // The store may have changed since it was asked: it is looked at once more.
    this.#unsubscribe = store.subscribe((changes) => this.#hear(changes));
    this.#lookSoon(0);
  }

  get ring(): KeyRing {
    return this.#ring;
  }

  get masters(): KeyRing {
    return this.#options.masters.ring;
  }

  /** As the store had them when it was looked at last. Those that no master key opens are not in the ring. */
  get records(): readonly DataKeyRecord[] {
    return this.#records;
  }

  /** Whether the store has told of a change that the ring does not show yet. */
  get isBehind(): boolean {
    return this.#isBehind;
  }

  /** Takes in the keys that a transaction sees. @throws TypeError where no key is left that may seal. */
  async catchUp(tx: ReadTransaction): Promise<void> {
    const records = await tx.dataKeys.list();
    if (tx.mayRemember) this.#remember(records);
    else this.#ring.change(this.#opened(records).values(), this.#ring.current);
  }

  /**
   * Asks the store for a key that is not in the ring, together with whoever else asks, at most once a second.
   * @returns whether it is in the ring now
   * @throws StoreError "unavailable"
   */
  async seek(keyId: number): Promise<boolean> {
    if (!this.#ring.byId.has(keyId)) await this.#seeking.ask();
    return this.#ring.byId.has(keyId);
  }

  /** Looks for master keys once more where records name one that is not held: whoever runs this may have brought it. */
  findMasters(): void {
    if (this.#lacksMaster(this.#records)) this.#take(this.#records);
  }

  close(): void {
    this.#unsubscribe();
    clearTimeout(this.#retry);
  }

  #hear(changes: readonly Change[] | "all"): void {
    if (changes !== "all" && !changes.some(({ kind }) => kind === "dataKey")) return;
    this.#isBehind = true;
    this.#lookSoon(0);
  }

  #lookSoon(afterMs: number): void {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => {
      const again = () => {
        if (this.#isBehind) this.#lookSoon(RETRY_MS);
      };
      this.#look().then(again, again);
    }, afterMs).unref();
  }

  async #look(): Promise<void> {
    const { store } = this.#options;
    // Once the revision is known, no later read is of an older snapshot.
    await store.revision();
    await store.read((tx) => this.catchUp(tx));
  }

  #remember(records: readonly DataKeyRecord[]): void {
    // A store that has none yet, or was emptied, is going to be given those that are here.
    if (records.length > 0) this.#take(records);
    this.#isBehind = false;
    this.#options.onSeen?.(this);
  }

  #take(records: readonly DataKeyRecord[]): void {
    if (this.#lacksMaster(records)) this.#options.masters.reload();
    const opened = this.#opened(records);
    const listed = new Map(records.map((record) => [record.keyId, record]));
    for (const id of opened.keys()) if (!listed.has(id)) opened.delete(id);
    const sealing = records.find((record) => dataKeyState(record) === "sealing");
    // One that no master key opens cannot seal here. What does instead is opened everywhere, until it leaves the store.
    const current = (sealing && opened.get(sealing.keyId)) ?? this.#ring.current;
    this.#ring.change(opened.values(), current);
    this.#records = records;
  }

  /** Those of the ring, and those of the records that open. */
  #opened(records: readonly DataKeyRecord[]): Map<number, RingKey> {
    const keys = new Map(this.#ring.byId);
    for (const { keyId, seals } of records) {
      const key = keys.has(keyId) ? undefined : openKey(this.masters, keyId, seals);
      if (key !== undefined) keys.set(keyId, ringKeyOf(key));
    }
    return keys;
  }

  #lacksMaster(records: readonly DataKeyRecord[]): boolean {
    return records.some(({ seals }) => Object.keys(seals).some((id) => !this.masters.byId.has(Number(id))));
  }
}

/** How much a cache holds. */
export interface DependentCacheLimits {
  readonly entries: number;
  readonly bytes: number;
}

/** Something that several entries hold, and that is in memory once. */
export interface SharedPart {
  readonly part: object;
  /** INVARIANT: the same for the same part. */
  readonly bytes: number;
}

interface Entry<Value> {
  readonly value: Value;
  readonly subjects: readonly string[];
  /** What the entry takes by itself. */
  readonly bytes: number;
  readonly shared?: readonly SharedPart[];
}

interface Kept<Value> extends Entry<Value> {
  /** Since it came, or since it was passed over when room was made. */
  wasAsked: boolean;
}

interface Share {
  holders: number;
  readonly bytes: number;
}

/** How many entries are passed over at most to make room for one, so that it costs a constant. */
const PASSED_OVER_MAX = 64;

/**
 * A bounded cache whose entries name what they were made from, so that one change drops just what it touches. What several entries
 * share is counted once. The oldest make room, but one that was asked for since it came goes to the end of the queue
 * once more: entries that come once and in great number pass those that are asked for again and again.
 * INVARIANT: an entry is in `bySubject` under each of its subjects, and holds its shares, for as long as it is in `entries`.
 */
export class DependentCache<Value> {
  readonly #limits: DependentCacheLimits;
  readonly #onRemove: ((key: string, value: Value) => void) | undefined;
  readonly #entries = new Map<string, Kept<Value>>();
  readonly #bySubject = new Map<string, Set<string>>();
  readonly #shares = new Map<object, Share>();
  #bytes = 0;

  /**
   * @param onRemove told of each entry that goes, for whatever reason but `clear`: what was made of it in another cache can go with it. It
   * may drop entries here too.
   */
  constructor(limits: DependentCacheLimits, onRemove?: (key: string, value: Value) => void) {
    this.#limits = limits;
    this.#onRemove = onRemove;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** About how much memory the entries take, with what they share. */
  get bytes(): number {
    return this.#bytes;
  }

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    entry.wasAsked = true;
    return entry.value;
  }

  /** One that is larger than the whole cache is not kept. */
  set(key: string, entry: Entry<Value>): void {
    this.#remove(key);
    if (wholeBytes(entry) > this.#limits.bytes) return;
    this.#entries.set(key, { ...entry, wasAsked: false });
    this.#bytes += entry.bytes;
    for (const each of entry.shared ?? NO_PARTS) this.#hold(each);
    for (const subject of entry.subjects) {
      const keys = this.#bySubject.get(subject);
      if (keys === undefined) this.#bySubject.set(subject, new Set([key]));
      else keys.add(key);
    }
    this.#makeRoom(key);
  }

  /** Forgets every entry that was made from the subject, or so many of them. Answers how many went. */
  drop(subject: string, limit = Number.POSITIVE_INFINITY): number {
    const keys = this.#bySubject.get(subject);
    if (keys === undefined) return 0;
    let gone = 0;
    // What is being walked through may lose what was come to.
    for (const key of keys) {
      if (gone >= limit) break;
      this.#remove(key);
      gone++;
    }
    return gone;
  }

  clear(): void {
    this.#entries.clear();
    this.#bySubject.clear();
    this.#shares.clear();
    this.#bytes = 0;
  }

  get #isFull(): boolean {
    return this.#entries.size > this.#limits.entries || this.#bytes > this.#limits.bytes;
  }

  /** INVARIANT: the newest, which fits by itself, stays. */
  #makeRoom(newest: string): void {
    let passedOver = 0;
    // A map may be changed while it is walked through: what goes to its end is come to once more.
    for (const [key, entry] of this.#entries) {
      if (!this.#isFull) return;
      const isSpared = key === newest || (entry.wasAsked && passedOver < PASSED_OVER_MAX);
      if (!isSpared) {
        this.#remove(key);
        passedOver = 0;
        continue;
      }
      if (key !== newest) passedOver++;
      entry.wasAsked = false;
      this.#entries.delete(key);
      this.#entries.set(key, entry);
    }
  }

  #remove(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#entries.delete(key);
    this.#bytes -= entry.bytes;
    for (const each of entry.shared ?? NO_PARTS) this.#release(each);
    for (const subject of entry.subjects) {
      const keys = this.#bySubject.get(subject);
      keys?.delete(key);
      if (keys?.size === 0) this.#bySubject.delete(subject);
    }
    this.#onRemove?.(key, entry.value);
  }

  #hold({ part, bytes }: SharedPart): void {
    const share = this.#shares.get(part);
    if (share !== undefined) {
      share.holders++;
      return;
    }
    this.#shares.set(part, { holders: 1, bytes });
    this.#bytes += bytes;
  }

  #release({ part }: SharedPart): void {
    const share = this.#shares.get(part);
    if (share === undefined || --share.holders > 0) return;
    this.#shares.delete(part);
    this.#bytes -= share.bytes;
  }
}

const NO_PARTS: readonly SharedPart[] = [];

function wholeBytes({ bytes, shared = NO_PARTS }: Entry<unknown>): number {
  return shared.reduce((sum, part) => sum + part.bytes, bytes);
}

/** How much a cache holds. */
export interface DependentCacheLimits {
  readonly entries: number;
  readonly bytes: number;
}

interface Entry<Value> {
  readonly value: Value;
  readonly subjects: readonly string[];
  readonly bytes: number;
}

/**
 * A bounded cache whose entries name what they were made from, so that one change drops just what it touches.
 * INVARIANT: an entry is in `bySubject` under each of its subjects for as long as it is in `entries`.
 */
export class DependentCache<Value> {
  readonly #limits: DependentCacheLimits;
  readonly #entries = new Map<string, Entry<Value>>();
  readonly #bySubject = new Map<string, Set<string>>();
  #bytes = 0;

  constructor(limits: DependentCacheLimits) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** About how much memory the entries take. */
  get bytes(): number {
    return this.#bytes;
  }

  get(key: string): Value | undefined {
    return this.#entries.get(key)?.value;
  }

  /** The oldest entries make room where the cache is full. One that is larger than all of it is not kept. */
  set(key: string, entry: Entry<Value>): void {
    this.#remove(key);
    if (entry.bytes > this.#limits.bytes) return;
    this.#makeRoom(entry.bytes);
    this.#entries.set(key, entry);
    this.#bytes += entry.bytes;
    for (const subject of entry.subjects) {
      const keys = this.#bySubject.get(subject);
      if (keys === undefined) this.#bySubject.set(subject, new Set([key]));
      else keys.add(key);
    }
  }

  /** Forgets every entry that was made from the subject. */
  drop(subject: string): void {
    const keys = this.#bySubject.get(subject);
    if (keys === undefined) return;
    for (const key of [...keys]) this.#remove(key);
  }

  clear(): void {
    this.#entries.clear();
    this.#bySubject.clear();
    this.#bytes = 0;
  }

  #makeRoom(bytes: number): void {
    for (const key of this.#entries.keys()) {
      if (this.#entries.size < this.#limits.entries && this.#bytes + bytes <= this.#limits.bytes) return;
      this.#remove(key);
    }
  }

  #remove(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#entries.delete(key);
    this.#bytes -= entry.bytes;
    for (const subject of entry.subjects) {
      const keys = this.#bySubject.get(subject);
      keys?.delete(key);
      if (keys?.size === 0) this.#bySubject.delete(subject);
    }
  }
}

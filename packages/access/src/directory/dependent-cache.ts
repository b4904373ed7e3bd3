/**
 * A bounded cache whose entries name what they were made from, so that one change drops just what it touches.
 * INVARIANT: an entry is in `bySubject` under each of its subjects for as long as it is in `entries`.
 */
export class DependentCache<Value> {
  readonly #capacity: number;
  readonly #entries = new Map<string, { readonly value: Value; readonly subjects: readonly string[] }>();
  readonly #bySubject = new Map<string, Set<string>>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: string): Value | undefined {
    return this.#entries.get(key)?.value;
  }

  /** The oldest entry makes room where the cache is full. */
  set(key: string, value: Value, subjects: readonly string[]): void {
    this.#remove(key);
    if (this.#entries.size >= this.#capacity) this.#remove(this.#entries.keys().next().value ?? key);
    this.#entries.set(key, { value, subjects });
    for (const subject of subjects) {
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
  }

  #remove(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#entries.delete(key);
    for (const subject of entry.subjects) {
      const keys = this.#bySubject.get(subject);
      keys?.delete(key);
      if (keys?.size === 0) this.#bySubject.delete(subject);
    }
  }
}

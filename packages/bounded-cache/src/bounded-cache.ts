/**
 * A map that holds no more than it may, in entries and in bytes, and forgets what was not asked for longest, roughly: entries
 * live in two generations, and when the younger is full the older is dropped. A hit costs one look-up and allocates nothing.
 */
export interface BoundedCache<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  /** Entries held. */
  readonly size: number;
  /** What they weigh together; 0 where nothing is weighed. */
  readonly bytes: number;
}

export interface CacheLimits<Value> {
  readonly entries: number;
  /** Absent where every entry is as large as the next. */
  readonly weight?: {
    readonly maxBytes: number;
    /** About how much memory an entry takes, key included. INVARIANT: the same answer for the same entry. */
    readonly bytesOf: (key: string, value: Value) => number;
  };
}

/** A generation of entries, with what they weigh. */
class Generation<Value> {
  readonly entries = new Map<string, Value>();
  bytes = 0;
}

export function createBoundedCache<Value>({ entries, weight }: CacheLimits<Value>): BoundedCache<Value> {
  const generationSize = Math.max(1, Math.floor(entries / 2));
  const generationBytes = weight === undefined ? Number.POSITIVE_INFINITY : weight.maxBytes / 2;
  const bytesOf = weight?.bytesOf ?? (() => 0);
  let young = new Generation<Value>();
  let old = new Generation<Value>();

  function remove(generation: Generation<Value>, key: string): void {
    const value = generation.entries.get(key);
    if (value === undefined || !generation.entries.delete(key)) return;
    generation.bytes -= bytesOf(key, value);
  }

  function set(key: string, value: Value): void {
    const bytes = bytesOf(key, value);
    remove(young, key);
    remove(old, key);
    // One entry that takes a generation by itself would drive out all others each time it comes.
    if (bytes > generationBytes) return;
    if (young.entries.size >= generationSize || young.bytes + bytes > generationBytes) {
      old = young;
      young = new Generation();
    }
    young.entries.set(key, value);
    young.bytes += bytes;
  }

  return {
    get(key) {
      const value = young.entries.get(key);
      if (value !== undefined) return value;
      const older = old.entries.get(key);
      if (older !== undefined) set(key, older);
      return older;
    },
    set,
    get size() {
      return young.entries.size + old.entries.size;
    },
    get bytes() {
      return young.bytes + old.bytes;
    },
  };
}

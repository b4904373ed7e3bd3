/**
 * A map with a limit that forgets what was not asked for lately, half of it at a time, so that a flood of new keys
 * never empties it all at once. Both ways cost a constant.
 */
export class RecentMap<Key, Value> {
  private readonly halfSize: number;
  private young = new Map<Key, Value>();
  private old: Map<Key, Value> | undefined;

  /** @param maxSize an even number of entries */
  constructor(maxSize: number) {
    this.halfSize = maxSize / 2;
  }

  get(key: Key): Value | undefined {
    const value = this.young.get(key);
    return value !== undefined ? value : this.getOld(key);
  }

  set(key: Key, value: Value): void {
    if (this.young.size >= this.halfSize) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(key, value);
  }

  private getOld(key: Key): Value | undefined {
    const value = this.old?.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }
}

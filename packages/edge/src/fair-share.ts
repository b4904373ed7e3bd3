/**
 * Memory that strangers hold together. When it runs out, the address that holds most loses what it has held longest: who
 * holds little and is quick is served, however many others hold on.
 */
export interface FairShare {
  /** `drop` is called when it has to be given up; it is released by then. */
  hold(address: string, drop: () => void): Holding;
  /** Whether so much more fits, and nothing has to be given up for it. */
  hasRoom(bytes: number): boolean;
  /** Counts what cannot be given up, because it is being worked on. False where there is no room for it. */
  pin(bytes: number): boolean;
  unpin(bytes: number): void;
  heldBytes(): number;
}

export interface Holding {
  /** Tells how much it is now. Others may be dropped for it, or it itself. */
  resize(bytes: number): void;
  /** Once or more. */
  release(): void;
}

interface Holder {
  bytes: number;
  /** The oldest first. */
  readonly entries: Set<Entry>;
}

interface Entry {
  readonly address: string;
  readonly drop: () => void;
  bytes: number;
}

export function createFairShare(limitBytes: number): FairShare {
  const holders = new Map<string, Holder>();
  let totalBytes = 0;

  function release(entry: Entry): void {
    const holder = holders.get(entry.address);
    if (!holder?.entries.delete(entry)) return;
    holder.bytes -= entry.bytes;
    totalBytes -= entry.bytes;
    if (holder.entries.size === 0) holders.delete(entry.address);
  }

  /** False where nothing is left to give up. */
  function makeRoom(): boolean {
    while (totalBytes > limitBytes) {
      const victim = oldestOfHeaviest(holders);
      if (victim === undefined) return false;
      release(victim);
      victim.drop();
    }
    return true;
  }

  return {
    hold(address, drop) {
      const entry: Entry = { address, drop, bytes: 0 };
      const holder = holders.get(address) ?? { bytes: 0, entries: new Set() };
      holders.set(address, holder);
      holder.entries.add(entry);
      return {
        resize(bytes) {
          const holderNow = holders.get(address);
          if (!holderNow?.entries.has(entry)) return;
          holderNow.bytes += bytes - entry.bytes;
          totalBytes += bytes - entry.bytes;
          entry.bytes = bytes;
          makeRoom();
        },
        release: () => release(entry),
      };
    },
    hasRoom: (bytes) => totalBytes + bytes <= limitBytes,
    pin(bytes) {
      totalBytes += bytes;
      if (makeRoom()) return true;
      totalBytes -= bytes;
      return false;
    },
    unpin(bytes) {
      totalBytes -= bytes;
    },
    heldBytes: () => totalBytes,
  };
}

function oldestOfHeaviest(holders: ReadonlyMap<string, Holder>): Entry | undefined {
  let heaviest: Holder | undefined;
  for (const holder of holders.values()) {
    if (heaviest === undefined || holder.bytes > heaviest.bytes) heaviest = holder;
  }
  return heaviest?.entries.values().next().value;
}

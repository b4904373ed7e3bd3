import type { InstallationKeys } from "@rolecall/access";
import type { EpochMilliseconds, Store } from "@rolecall/store";

/** How often a process says which keys it holds, where nothing changes. */
const ANNOUNCED_EVERY_MS = 10_000;

interface Announcing {
  readonly store: Store;
  readonly keys: InstallationKeys;
  /** Tells this process from others. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  readonly clock: () => EpochMilliseconds;
}

export interface Announcement {
  /** Says it anew, soon. */
  renew(): void;
  /** Takes it back. */
  end(): Promise<void>;
}

/**
 * Tells the store which keys this process holds, so that who rotates keys knows whether all processes do. What cannot be written
 * is said again later: a process that cannot write holds nobody up for longer than it is taken to be alive.
 */
export function announceKeys({ store, keys, id, name, clock }: Announcing): Announcement {
  let isWanted = false;
  let isOver = false;
  let running: Promise<void> | undefined;
  const say = async () => {
    while (isWanted) {
      isWanted = false;
      keys.findMasters();
      const masterKeyIds = [...keys.masters.byId.keys()];
      const dataKeyIds = [...keys.ring.byId.keys()];
      await store.write((tx) => tx.keyHolders.put({ id, name, masterKeyIds, dataKeyIds, seenAt: clock() }));
    }
  };
  const renew = () => {
    if (isOver) return;
    isWanted = true;
    running ??= say()
      .catch(() => {})
      .finally(() => {
        running = undefined;
      });
  };
  const timer = setInterval(renew, ANNOUNCED_EVERY_MS).unref();
  renew();
  return {
    renew,
    async end() {
      clearInterval(timer);
      isOver = true;
      isWanted = false;
      await running;
      await store.write((tx) => tx.keyHolders.delete(id)).catch(() => {});
    },
  };
}

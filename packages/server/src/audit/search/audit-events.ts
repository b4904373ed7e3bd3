import type { AuditEvents } from "@rolecall/operations";
import { searchBack } from "./search-back.ts";
import type { Volumes } from "./volume.ts";

/** So many searches at a time: each may read tens of megabytes, and requests need the disk and the processor too. */
const AT_ONCE = 2;

interface Reading {
  readonly events: AuditEvents;
  forget(): void;
}

/** Searches volumes, a few searches at a time, the others behind them in the order in which they came. */
export function createAuditEvents(volumes: Volumes, now: () => number): Reading {
  let running = 0;
  let notBefore = 0;
  const waiting: (() => void)[] = [];
  return {
    events: {
      async search(search) {
        if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
        else running += 1;
        try {
          const from = Math.max(search.from, notBefore);
          return await searchBack({ volumes, now: now() }, { ...search, from });
        } finally {
          const next = waiting.shift();
          if (next === undefined) running -= 1;
          else next();
        }
      },
    },
    forget() {
      notBefore = now();
    },
  };
}

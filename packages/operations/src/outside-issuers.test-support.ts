import { createKeySets } from "@rolecall/federation/key-sets";
import type { OutsideIssuers } from "./outside-issuers.ts";

/** Identity providers of an installation without a network: keys that were given inline count, and no others. */
export function createIssuersOffline(now: () => number): OutsideIssuers {
  return {
    keySets: createKeySets({
      now,
      fetchDocument: async () => {
        throw new Error("There is no network in tests.");
      },
    }),
    accessTokens: new Map(),
    isHttpAllowed: false,
    isPortAllowed: false,
    thumbprintsOf: async () => {
      throw new Error("There is no network in tests.");
    },
  };
}

import type { KeyRing } from "@rolecall/credentials";
import { isNextKeyDue } from "@rolecall/operations/issuer";
import { type Store, StoreError } from "@rolecall/store";
import { rotateIssuerKeys } from "./rotate-issuer-keys.ts";

/** Keys are made a day before they are needed. */
const LOOK_EVERY_MS = 3_600_000;

interface Keeping {
  readonly store: Store;
  readonly keyRing: KeyRing;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** For the person who runs the program. */
  readonly tell: (message: string) => void;
}

export interface IssuerKeyKeeper {
  /** Ends it, once what it is at is done. */
  close(): Promise<void>;
}

/** Makes the next keys of issuers as the schedule says: looks at the start, and every hour. */
export function startIssuerKeyKeeper({ store, keyRing, clock, tell }: Keeping): IssuerKeyKeeper {
  let looking: Promise<void> = Promise.resolve();
  const look = () => {
    looking = looking.then(async () => {
      try {
        await rotateIssuerKeys({ store, keyRing, now: clock }, isNextKeyDue);
      } catch (error) {
        // A database that is away is asked again in an hour.
        if (!(error instanceof StoreError)) tell(`keys of issuers were not looked at: ${error}`);
      }
    });
  };
  look();
  const timer = setInterval(look, LOOK_EVERY_MS).unref();
  return {
    async close() {
      clearInterval(timer);
      await looking;
    },
  };
}

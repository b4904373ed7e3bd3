import type { Page } from "playwright-core";
import { interceptRoute, type RouteAnswer } from "./stand-in-routes.ts";

/** A route of the console whose answers wait until they are let go. */
export interface HeldRoute {
  /** From now on requests wait. */
  hold(): void;
  /** Resolves once one waits. */
  held(): Promise<void>;
  /** Those that wait, and all that come, are answered: as said, or by the server. */
  release(answer?: RouteAnswer): void;
}

/** @param path under `/console` */
export async function holdRoute(page: Page, path: string): Promise<HeldRoute> {
  let gate = Promise.withResolvers<RouteAnswer | undefined>();
  let arrival = Promise.withResolvers<void>();
  gate.resolve(undefined);
  await interceptRoute(page, `*/console${path}`, async () => {
    arrival.resolve();
    return (await gate.promise) ?? "pass";
  });
  return {
    hold() {
      gate = Promise.withResolvers();
      arrival = Promise.withResolvers();
    },
    held: () => arrival.promise,
    release(answer) {
      gate.resolve(answer);
      if (answer === undefined) return;
      // Only those that waited are answered so.
      gate = Promise.withResolvers();
      gate.resolve(undefined);
    },
  };
}

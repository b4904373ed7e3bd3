import type { Verifying } from "@rolecall/access";
import { createOpenedSessionCache } from "@rolecall/credentials";
import { createSigningKeyCache } from "@rolecall/sigv4";
import { servedRegions } from "./regions.ts";

/** Kept in memory; ARCHITECTURE.md lists what all caches take. */
const SESSIONS_KEPT = 10_000;
const SIGNING_KEYS_KEPT = 10_000;

/** What proves requests of an installation, with what proved genuine before, for who signs again. */
export function createVerifying(
  known: Pick<Verifying, "store" | "directory" | "keys">,
  {
    regions,
    machineClock,
  }: Pick<Verifying, "machineClock"> & { readonly regions: readonly string[] | undefined },
): Verifying {
  return {
    ...known,
    ...servedRegions(regions),
    machineClock,
    sessions: createOpenedSessionCache({ capacity: SESSIONS_KEPT }),
    signingKeys: createSigningKeyCache({ capacity: SIGNING_KEYS_KEPT }),
  };
}

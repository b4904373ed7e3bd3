import type { MasterKeys } from "@rolecall/access";
import { createKeyRing, type KeyBytes, keyIdOf, type RandomBytes, ringKeyOf } from "@rolecall/credentials";
import { ConfigurationError } from "../configuration.ts";

/** Master keys with their bytes, for who seals with them. */
export interface HeldMasterKeys extends MasterKeys {
  /** As they were given: the first seals. */
  readonly given: readonly KeyBytes[];
}

interface HoldingOptions {
  /** Reads them where they come from. @throws ConfigurationError */
  readonly load: () => readonly KeyBytes[];
  readonly random: RandomBytes;
  /** For the person who runs the program. */
  readonly tell: (message: string) => void;
}

/** @throws ConfigurationError where there is none that could be used, or one comes twice. */
export function holdMasterKeys({ load, random, tell }: HoldingOptions): HeldMasterKeys {
  const given = load();
  if (new Set(given.map(keyIdOf)).size < given.length)
    throw new ConfigurationError(
      "Of the master keys that were given, two are the same, or have the same id.",
    );
  const ring = createKeyRing(given, random);
  return {
    given,
    ring,
    reload() {
      try {
        const more = load().filter((key) => !ring.byId.has(keyIdOf(key)));
        if (more.length > 0) ring.change([...ring.byId.values(), ...more.map(ringKeyOf)], ring.current);
      } catch (error) {
        tell(`The master keys were not read anew: ${error instanceof Error ? error.message : error}`);
      }
    },
  };
}

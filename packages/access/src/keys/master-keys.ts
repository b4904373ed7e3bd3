import type { KeyRing } from "@rolecall/credentials";

/** The master keys that this process holds: they open data keys, and nothing else. */
export interface MasterKeys {
  readonly ring: KeyRing;
  /** Looks for further ones where they come from, such as a file. Those that are held stay. Never throws. */
  reload(): void;
}

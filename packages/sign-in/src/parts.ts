import type { Directory, InstallationKeys } from "@rolecall/access";
import type { RandomBytes } from "@rolecall/credentials";
import type { Store } from "@rolecall/store";

/** What the installation lends to whoever signs people in. */
export interface SignInParts {
  readonly store: Store;
  readonly directory: Directory;
  readonly keys: InstallationKeys;
  readonly random: RandomBytes;
  /** Lets a bounded number of strangers do dear work at a time. Rejects where too many wait. */
  readonly admit: <Result>(address: string, work: () => Promise<Result>) => Promise<Result>;
  /** How long a session lasts that nobody uses. */
  readonly idleMs: number;
}

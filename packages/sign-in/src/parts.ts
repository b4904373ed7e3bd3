import type { Directory, InstallationKeys } from "@rolecall/access";
import type { RandomBytes } from "@rolecall/credentials";
import type { RelyingParty } from "@rolecall/credentials/passkey";
import type { Store } from "@rolecall/store";

/** What the installation lends to whoever signs people in. */
export interface SignInParts {
  readonly store: Store;
  readonly directory: Directory;
  readonly keys: InstallationKeys;
  readonly random: RandomBytes;
  /** Lets a bounded number of strangers do dear work at a time. Rejects where too many wait. */
  readonly admit: <Result>(address: string, work: () => Promise<Result>) => Promise<Result>;
  /** Where passkeys are good; absent where people reach the installation by no name. */
  readonly relyingParty: RelyingParty | undefined;
  /** How long a session lasts that nobody uses. */
  readonly idleMs: number;
}

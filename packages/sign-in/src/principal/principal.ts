import type { UniqueId } from "@rolecall/names";
import type { AccountRecord, LoginProfileRecord, MfaDeviceRecord, UserRecord } from "@rolecall/store";

/** Whoever may have a password and MFA devices. */
interface Held {
  readonly account: AccountRecord;
  /** The user's id; root's is the account's. */
  readonly ownerId: UniqueId;
  /** Absent where it cannot sign in with a password. */
  readonly passwordHash: string | undefined;
  /** Those that are its own, whatever they answer. */
  readonly devices: readonly MfaDeviceRecord[];
}

export interface UserPrincipal extends Held {
  readonly kind: "user";
  readonly user: UserRecord;
  readonly profile: LoginProfileRecord | undefined;
}

export interface RootPrincipal extends Held {
  readonly kind: "root";
}

export type Principal = UserPrincipal | RootPrincipal;

import { addressBlock } from "@rolecall/access";
import { relyingPartyOf } from "@rolecall/credentials/passkey";
import type { SignInParts } from "@rolecall/sign-in";
import type { AuditTrail } from "../audit/trail.ts";
import type { Installation } from "../installation/installation.ts";
import type { Metrics } from "../metrics.ts";
import type { Pipeline } from "../pipeline/handle.ts";

/**
 * A stranger's password is compared in a line of strangers, so that users who change theirs do not wait behind many of them. Who has many
 * addresses of one network is one stranger, as for lock-outs: a network of IPv6 would take all places otherwise.
 */
export function signInPartsOf(installation: Installation, idleMinutes: number): SignInParts {
  const { store, directory, keys, random, preparations, publicUrl } = installation;
  return {
    store,
    directory,
    keys,
    random,
    admit: (address, work) => preparations.pass({ accountId: "", callerId: addressBlock(address) }, work),
    relyingParty: relyingPartyOf(publicUrl),
    idleMs: idleMinutes * 60_000,
  };
}

/** What stands behind the console's door. */
export interface ConsoleParts {
  readonly installation: Installation;
  readonly signInParts: SignInParts;
  readonly pipeline: Pick<Pipeline, "perform">;
  readonly audit: Pick<AuditTrail, "recordSignIn">;
  readonly metrics: Pick<Metrics, "observe">;
  /** Whether browsers come by TLS, whatever a request's own connection says. */
  readonly isBehindTls: boolean;
  /** Told of what should never happen, with all that is known. */
  readonly onBug: (error: unknown, requestId: string) => void;
  /** Told of what the database did not answer. */
  readonly onOutage: (error: unknown, requestId: string) => void;
}

import type { SessionClaims } from "@rolecall/credentials";
import { type Caller, isIdentified } from "../caller/caller.ts";
import { AuthenticationError } from "./authentication-error.ts";

type SessionKind = SessionClaims["kind"];

/** The services that a kind of temporary credentials may not call, and the operations that are let through all the same. */
interface Restriction {
  readonly service: string;
  readonly except: ReadonlySet<string>;
  /** True where a session that was made with MFA is free of it. */
  readonly liftedByMfa: boolean;
}

/**
 * What temporary credentials may never call, whatever policies say.
 * Source: IAM User Guide, "Compare AWS STS credentials".
 */
const RESTRICTIONS: Readonly<Record<SessionKind, readonly Restriction[]>> = {
  assumedRole: [],
  // Its task policy speaks for the rest: what needs no permission would lead out of it.
  assumedRoot: [{ service: "sts", except: new Set(["GetCallerIdentity"]), liftedByMfa: false }],
  sessionToken: [
    { service: "iam", except: new Set(), liftedByMfa: true },
    { service: "sts", except: new Set(["AssumeRole", "GetCallerIdentity"]), liftedByMfa: false },
  ],
  federatedUser: [
    { service: "iam", except: new Set(), liftedByMfa: false },
    { service: "sts", except: new Set(["GetCallerIdentity"]), liftedByMfa: false },
  ],
  // Roles are what it comes to other things by.
  service: [
    { service: "iam", except: new Set(), liftedByMfa: false },
    { service: "sts", except: new Set(["AssumeRole", "GetCallerIdentity"]), liftedByMfa: false },
  ],
  longTermKey: [],
  // Whoever signed in is the user or root itself. What makes sessions of sessions refuses this one as any other.
  console: [],
};

/**
 * Nothing that would outlive the minutes of what a service was passed on, or that would be the principal's own. AWS publishes nothing
 * of it.
 */
const FORWARDED: readonly Restriction[] = [
  { service: "sts", except: new Set(["GetCallerIdentity"]), liftedByMfa: false },
  // It hands out roles' sessions too: to functions, and to machines that enrol.
  { service: "rolecall", except: new Set(), liftedByMfa: false },
];

/**
 * What was delegated stays with what it was delegated for: a session may be changed for another role's where its policy says so, and for
 * nothing else. AWS publishes nothing of it.
 */
const DELEGATED: readonly Restriction[] = [
  { service: "sts", except: new Set(["AssumeRole", "GetCallerIdentity"]), liftedByMfa: false },
];

/** @throws AuthenticationError as AWS answers: the token is invalid for this call. */
export function refuseForbiddenSession(caller: Caller, service: string, operation: string): void {
  if (!isIdentified(caller) || caller.session === undefined) return;
  const { kind, delegation, forwarded, mfaAuthenticatedAtSeconds } = caller.session;
  const own = delegation === undefined ? RESTRICTIONS[kind] : DELEGATED;
  const restrictions = forwarded === undefined ? own : [...own, ...FORWARDED];
  const isForbidden = restrictions.some(
    (row) =>
      row.service === service &&
      !row.except.has(operation) &&
      !(row.liftedByMfa && mfaAuthenticatedAtSeconds !== undefined),
  );
  if (isForbidden) throw new AuthenticationError({ reason: "invalidSessionToken" });
}

/** What is looked at: everybody who could do something, with their policies compiled. Whoever asks brings it along; nothing is read here. */
import type { CompiledPolicy, CompiledPolicySet } from "@rolecall/policy";

/** Where a policy of a user or role comes from. */
export interface SnapshotSource {
  readonly layer: "identity" | "boundary";
  readonly policy: CompiledPolicy;
  /** A managed policy's. */
  readonly arn?: string;
  /** An inline policy's. */
  readonly name?: string;
  /** The ARN of the user, group or role that has it. */
  readonly attachedTo: string;
}

interface SnapshotPrincipal {
  readonly arn: string;
  /** AIDA… or AROA… */
  readonly id: string;
  readonly name: string;
  /** By lower-case key. */
  readonly tags: ReadonlyMap<string, string>;
  /** All of its identity-based policies, a user's groups' among them. Who has the same policies should have the same set. */
  readonly identity: CompiledPolicySet;
  readonly boundary?: CompiledPolicySet;
  readonly sources: readonly SnapshotSource[];
}

export type SnapshotUser = SnapshotPrincipal;

export interface SnapshotRole extends SnapshotPrincipal {
  readonly trust: CompiledPolicySet;
  readonly isServiceLinked: boolean;
}

/** Policies of an organization's levels, each of which must allow. */
export interface SnapshotLevels {
  /** What is left to ask of them about an action. */
  about(action: string): readonly CompiledPolicySet[];
}

/** Where an account is in its organization, and what stands over it there; a layer is absent where it does not limit. */
export interface SnapshotPlace {
  readonly organizationId: string;
  /** As `aws:PrincipalOrgPaths` has it: `o-…/r-…/ou-…/`. */
  readonly path: string;
  readonly serviceControl?: SnapshotLevels;
  readonly resourceControl?: SnapshotLevels;
}

export interface SnapshotAccount {
  readonly id: string;
  /** Absent where it is in no organization. */
  readonly place?: SnapshotPlace;
  readonly users: readonly SnapshotUser[];
  readonly roles: readonly SnapshotRole[];
}

/** Where a service may act that an account registered. */
export interface SnapshotReach {
  readonly accountId: string;
  /** Of which all accounts are in reach. */
  readonly organizationId?: string | undefined;
}

/** INVARIANT: it does not change: what is worked out of it is kept for as long as it is. */
export interface Installation {
  /** Those that are open: who is in a closed account can do nothing. */
  readonly accounts: readonly SnapshotAccount[];
  /** Ids of accounts that are there and were not read. */
  readonly unreadAccountIds: readonly string[];
  /** Actions that service control policies never restrict. */
  readonly isUnrestricted?: (action: string) => boolean;
  /** Registered services that may not act everywhere, by name. */
  readonly serviceReach?: ReadonlyMap<string, SnapshotReach>;
}

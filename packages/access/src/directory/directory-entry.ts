import type { Arn } from "@rolecall/names";
import type { CompiledPolicy, CompiledPolicySet } from "@rolecall/policy";
import type { AccessKeyRecord, RegisteredServiceRecord, RoleRecord, UserRecord } from "@rolecall/store";
import type { RootCaller, UserCaller } from "../caller/caller.ts";

/** Where a policy of a user or role comes from: sets are shared between principals, and know nothing of it. */
export interface PolicySource {
  readonly layer: "identity" | "boundary";
  readonly policy: CompiledPolicy;
  /** A managed policy's. */
  readonly arn?: Arn;
  /** An inline policy's, which is told apart by what it is in. */
  readonly name?: string;
  /** The user, group or role. */
  readonly attachedTo: Arn;
}

/** The policies of a user or role, compiled. */
export interface PrincipalPolicies {
  readonly identity: CompiledPolicySet;
  readonly boundary?: CompiledPolicySet;
  /** For who asks why; nothing is decided by it. */
  readonly sources: readonly PolicySource[];
}

export interface DirectoryUser extends PrincipalPolicies {
  readonly record: UserRecord;
  readonly arn: Arn;
  /** By lower-case key. */
  readonly tags: ReadonlyMap<string, string>;
}

export interface DirectoryRole extends PrincipalPolicies {
  readonly record: RoleRecord;
  readonly arn: Arn;
  readonly tags: ReadonlyMap<string, string>;
  readonly trust: CompiledPolicySet;
}

export interface DirectoryService {
  readonly record: RegisteredServiceRecord;
}

export interface DirectoryKey {
  readonly record: AccessKeyRecord;
  readonly secret: string;
  readonly caller: UserCaller | RootCaller;
}

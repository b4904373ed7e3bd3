import type { Arn } from "@rolecall/names";
import type { CompiledPolicySet } from "@rolecall/policy";
import type { AccessKeyRecord, RoleRecord, UserRecord } from "@rolecall/store";
import type { RootCaller, UserCaller } from "../caller/caller.ts";

/** The policies of a user or role, compiled. */
export interface PrincipalPolicies {
  readonly identity: CompiledPolicySet;
  readonly boundary?: CompiledPolicySet;
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

export interface DirectoryKey {
  readonly record: AccessKeyRecord;
  readonly secret: string;
  readonly caller: UserCaller | RootCaller;
}

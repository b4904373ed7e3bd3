import type { AccountId, AWS_ACCOUNT } from "@rolecall/names";
import type { CompiledPolicySet, ContextValue } from "@rolecall/policy";
import type { Tag } from "@rolecall/store";

/** One permission that an operation needs. Source of names: Service Authorization Reference. */
export interface Requirement {
  /** `iam:CreateUser` */
  readonly action: string;
  /** The resource's ARN with its path, or `*`. */
  readonly resource: string;
  /** How AWS's denial names the resource where it does not show the ARN: `role Deployer`. */
  readonly resourceName?: string | undefined;
  /** The action that AWS's denial tells where that is another: of all that assuming a role with a token needs, the call itself. */
  readonly actionName?: string | undefined;
  /** All that AWS's denial says, where that tells no action: IAM Roles Anywhere's. */
  readonly deniedAs?: string | undefined;
  /** The caller's account where absent. */
  readonly resourceAccountId?: AccountId | typeof AWS_ACCOUNT;
  /** Condition keys of this operation. INVARIANT: keys are in lower case (`iam:policyarn`). */
  readonly context?: ReadonlyMap<string, ContextValue>;
  /** `aws:ResourceTag/…` and, for IAM, `iam:ResourceTag/…`. */
  readonly resourceTags?: readonly Tag[];
  /** `aws:RequestTag/…` and `aws:TagKeys`. */
  readonly requestTags?: readonly Tag[];
  /** `aws:TagKeys` where only keys are sent (untagging). */
  readonly requestTagKeys?: readonly string[];
  readonly resourcePolicy?: ResourcePolicyRequirement;
}

export interface ResourcePolicyRequirement {
  readonly set: CompiledPolicySet;
  /** True for trust policies: nothing else can grant. */
  readonly required: boolean;
}

/** Declared by an operation that everyone may call who can sign (GetCallerIdentity). */
export const NO_PERMISSION: readonly Requirement[] = Object.freeze([]);

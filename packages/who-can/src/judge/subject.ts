import { isAccountId, splitArn } from "@rolecall/names";
import type { CompiledPolicySet, ContextRecord } from "@rolecall/policy";
import type { SnapshotAccount } from "../installation/installation.ts";
import type { InstallationIndex } from "../installation/installation-index.ts";
import type { RoleNode, UserNode } from "../installation/node.ts";
import { type Trusted, trustedBy } from "../installation/trusted.ts";

/** What is to be done, to what: the same for all who are asked about. */
export interface Subject {
  readonly action: string;
  readonly resource: string;
  /** Absent where the resource's ARN tells no account: whoever asks is taken to be of its account. */
  readonly accountId?: string | undefined;
  /** The account, where it is looked at. */
  readonly account?: SnapshotAccount | undefined;
  readonly policy?: CompiledPolicySet | undefined;
  readonly policyRequired: boolean;
  /** Whom the policy lets in; nobody where there is none. */
  readonly trusted: Trusted;
  /** The user or role that the resource is, where it is one that is looked at. */
  readonly entity?: UserNode | RoleNode | undefined;
  /** A role is to be assumed. */
  readonly isAssuming: boolean;
  /** Condition keys of the request that are known, in lower case. */
  readonly given?: ContextRecord | undefined;
}

const NOBODY: Trusted = {
  names: new Set(),
  accountIds: new Set(),
  isOpen: false,
  services: new Set(),
  providers: new Set(),
  sessions: new Map(),
  told: new Set(),
  tellsAll: false,
};

/** By which operation somebody becomes a role. */
export type AssumingAction = "sts:AssumeRole" | "sts:AssumeRoleWithSAML" | "sts:AssumeRoleWithWebIdentity";

const OF_TRUST = /^sts:(?:assumerole(?:with(?:saml|webidentity))?|tagsession|setsourceidentity)$/i;

/** To become a role. */
export function assuming(node: RoleNode, action: AssumingAction, given?: ContextRecord): Subject {
  const { role, account, trusted } = node;
  return {
    action,
    resource: role.arn,
    accountId: account.id,
    account,
    policy: role.trust,
    policyRequired: true,
    trusted,
    entity: node,
    isAssuming: true,
    given,
  };
}

export interface AskedResource {
  readonly action: string;
  /** An ARN, or `*`. */
  readonly resource: string;
  /** Who owns it, where its ARN does not tell. */
  readonly resourceAccountId?: string | undefined;
  /** The resource's own policy, where it is known. */
  readonly resourcePolicy?: CompiledPolicySet | undefined;
  /** Condition keys of the request that are known, in any case. */
  readonly context?: ContextRecord | undefined;
}

/** To do anything. */
export function subjectOf(index: InstallationIndex, asked: AskedResource): Subject {
  const { action, resource, resourcePolicy, context: given } = asked;
  const entity = index.byName.get(resource);
  if (OF_TRUST.test(action) && entity?.kind === "role") {
    return { ...assuming(entity, "sts:AssumeRole", given), action };
  }
  const accountId = entity?.account.id ?? asked.resourceAccountId ?? accountOfArn(resource);
  return {
    action,
    resource,
    accountId,
    account: accountId === undefined ? undefined : index.accounts.get(accountId),
    policy: resourcePolicy,
    // KMS's keys and roles cannot be reached past their own policies.
    policyRequired: resourcePolicy !== undefined && /^kms:/i.test(action),
    trusted: resourcePolicy === undefined ? NOBODY : trustedBy(resourcePolicy),
    entity,
    isAssuming: false,
    given,
  };
}

function accountOfArn(arn: string): string | undefined {
  const account = splitArn(arn)?.account;
  return account !== undefined && isAccountId(account) ? account : undefined;
}

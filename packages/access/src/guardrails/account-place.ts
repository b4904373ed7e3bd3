import type { AccountId, Arn, OrganizationId } from "@rolecall/names";
import type { CompiledPolicy, PolicyLevels } from "@rolecall/policy";
import type { GuardrailLayer } from "./guardrail-policies.ts";

/** What is known of an account itself. */
export interface DirectoryAccount {
  readonly id: AccountId;
  /** Who is in it can do nothing any more, and nobody can come in. */
  readonly isClosed: boolean;
  /** Absent where it is in no organization. */
  readonly place?: AccountPlace;
}

/** Where an account is in its organization, and the policies that stand over it there. */
export interface AccountPlace {
  readonly organizationId: OrganizationId;
  /** The one path, as `aws:PrincipalOrgPaths` has it: `o-…/r-…/ou-…/`. */
  readonly paths: readonly [string];
  /** Over the account's principals; absent where they are exempt, or there are none of the type. */
  readonly serviceControl?: PolicyLevels;
  /** Over its resources, in the same way. */
  readonly resourceControl?: PolicyLevels;
  /** The account as the last of the levels. */
  readonly node: GuardrailNode;
}

/** One level: the root, a unit or an account, and what is attached there. Nothing is decided by it; it is for who asks why. */
export interface GuardrailNode {
  readonly arn: Arn;
  /** The level above; absent for the root. */
  readonly parent?: GuardrailNode | undefined;
  readonly policies: Readonly<Record<GuardrailLayer, readonly GuardrailPolicy[]>>;
}

export interface GuardrailPolicy {
  readonly arn: Arn;
  readonly policy: CompiledPolicy;
}

/** The levels from the root down to a node, the node last. */
export function levelsDownTo(node: GuardrailNode): readonly GuardrailNode[] {
  const levels = [node];
  for (let above = node.parent; above !== undefined; above = above.parent) levels.push(above);
  return levels.reverse();
}

/** Who may become a role. IAM User Guide, "IAM JSON policy elements: Principal", "Roles terms and concepts". */
import type { Policy, Statement } from "../document/policy.ts";
import type { Span } from "../document/span.ts";
import type { AccessReference } from "./access-levels.ts";
import { type ActionSet, COMPARISONS_MAX, hasAction, readActionSet } from "./action-set.ts";
import type { ConditionWords } from "./condition-words.ts";
import { type DescribeOptions, describePolicy } from "./describe-policy.ts";
import type { PolicyDescription, PolicyPart } from "./description.ts";
import {
  describePrincipals,
  type PrincipalKind,
  type PrincipalNaming,
  type PrincipalWords,
} from "./principal-words.ts";
import { shortenConditions } from "./trust-condition-words.ts";

/** The operations by which a role is assumed. */
export type AssumingOperation = "AssumeRole" | "AssumeRoleWithWebIdentity" | "AssumeRoleWithSAML";

/** Somebody whom a statement trusts; the same name comes once for each statement that has it. */
export interface TrustedEntity extends PrincipalWords {
  readonly isOwnAccount: boolean;
  /**
   * How it becomes the role; undefined where the statement lets it call nothing by which it could (a provider that may only
   * AssumeRole, tags of sessions alone).
   */
  readonly assumesBy: AssumingOperation | undefined;
  /** In a few words, as a table shows it: `with MFA`, `no external ID`, `branch main of nordwind/shop`. */
  readonly condition: string;
  readonly conditions: readonly ConditionWords[];
  /** A Deny of the policy may refuse it, in some circumstances. */
  readonly hasExceptions: boolean;
  /** Place of the statement. */
  readonly statement: number;
  readonly spans: { readonly statement: Span; readonly principal: Span };
}

export interface TrustDescription {
  readonly entities: readonly TrustedEntity[];
  /** The whole policy, part by part. */
  readonly policy: PolicyDescription;
}

/** By the kind of principal; all others call AssumeRole. */
const OPERATIONS: Partial<Record<PrincipalKind, AssumingOperation>> = {
  oidc: "AssumeRoleWithWebIdentity",
  saml: "AssumeRoleWithSAML",
};

/** Says of a role's trust policy who may assume the role, each with the statement's conditions. */
export function describeTrust(
  policy: Policy,
  reference: AccessReference,
  options: DescribeOptions = {},
): TrustDescription {
  const described = describePolicy(policy, reference, options);
  const naming = { reference, ...options };
  const budget = { left: COMPARISONS_MAX };
  const denied = policy.statements.filter(({ effect }) => effect === "Deny");
  const entities = policy.statements.flatMap((statement, place) => {
    const part = described.parts[place];
    if (statement.effect !== "Allow" || statement.principal === undefined || part === undefined) return [];
    const actions = readActionSet(statement.action, reference, budget);
    return entitiesOf(statement, part, { naming, actions, hasDenials: denied.length > 0 });
  });
  return { entities, policy: described };
}

interface TrustSurroundings {
  readonly actions: ActionSet | undefined;
  readonly naming: PrincipalNaming;
  readonly hasDenials: boolean;
}

function entitiesOf(
  statement: Statement,
  part: PolicyPart,
  { naming, actions, hasDenials }: TrustSurroundings,
): readonly TrustedEntity[] {
  const principal = statement.principal!;
  const who = describePrincipals(principal, naming);
  const listed: readonly PrincipalWords[] = who.isComplement
    ? [{ kind: "everyone", words: who.words, value: "*", accountId: undefined }]
    : who.principals;
  return listed.map((each) => {
    const isOwnAccount = each.accountId !== undefined && each.accountId === naming.accountId;
    return {
      ...each,
      isOwnAccount,
      assumesBy: operationOf(each.kind, actions),
      condition: shortenConditions(statement.conditions, each, isOwnAccount),
      conditions: part.conditions,
      hasExceptions: hasDenials,
      statement: statement.index,
      spans: { statement: statement.span, principal: principal.span },
    };
  });
}

function operationOf(kind: PrincipalKind, actions: ActionSet | undefined): AssumingOperation | undefined {
  const operation = OPERATIONS[kind] ?? "AssumeRole";
  return actions !== undefined && hasAction(actions, "sts", operation.toLowerCase()) ? operation : undefined;
}

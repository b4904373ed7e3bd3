/** A role in a sentence or two: who may become it, and what it may then do. */
import type { Policy } from "../document/policy.ts";
import type { AccessReference } from "./access-levels.ts";
import { type DescribeOptions, describePolicy } from "./describe-policy.ts";
import { describeTrust, type TrustedEntity } from "./describe-trust.ts";
import type { PolicyDescription } from "./description.ts";
import { capitalize, countWords, joinWords } from "./list-words.ts";
import {
  forbidsNothing,
  isExhaustive,
  renderClause,
  renderDenials,
  renderDescription,
} from "./render-description.ts";

export interface RoleInWords {
  /** `testrole`, or "the role" while it has no name. */
  readonly name: string;
  /** Undefined while nobody is chosen. */
  readonly trust: Policy | undefined;
  /** Attached and inline ones. */
  readonly policies: readonly Policy[];
  readonly boundary?: Policy | undefined;
}

export interface RoleDescription {
  /** `Amazon EC2 may become testrole. As testrole it may read everything in S3, and nothing else.` */
  readonly sentence: string;
  /** `Amazon EC2`; undefined where nobody may become the role. */
  readonly who: string | undefined;
  /** `read everything in S3`; undefined where the policies allow nothing. */
  readonly may: string | undefined;
  readonly permissions: PolicyDescription;
}

/**
 * Says what a role is. "Nothing else" speaks of the role's own policies: policies of resources may let it do more, and those of the
 * organization less.
 */
export function describeRole(
  { name, trust, policies, boundary }: RoleInWords,
  reference: AccessReference,
  options: DescribeOptions = {},
): RoleDescription {
  const permissions = describePolicy(joinPolicies(policies), reference, options);
  const entities = trust === undefined ? [] : describeTrust(trust, reference, options).entities;
  const able = entities.filter(({ assumesBy }) => assumesBy !== undefined);
  const who = able.length === 0 ? undefined : joinWords(nameEntities(able));
  const may = renderClause(permissions);
  const become =
    trust === undefined ? [] : [`${capitalize(who ?? "nobody")} may become ${name}${circumstancesOf(able)}.`];
  const pronoun = able.length === 1 && able[0]?.kind === "service" ? "it" : "they";
  const limit = boundary === undefined ? undefined : describePolicy(boundary, reference, options);
  const sentence = [
    ...become,
    `As ${name} ${pronoun} may ${may ?? "do nothing yet"}${may === undefined ? "" : endOf(permissions, limit)}.`,
    ...renderDenials(permissions),
    ...(limit === undefined || forbidsNothing(limit)
      ? []
      : [`Its boundary limits it. ${renderDescription(limit)}`]),
  ].join(" ");
  return { sentence, who, may, permissions };
}

/** One policy of all statements: several grant as one does. */
function joinPolicies(policies: readonly Policy[]): Policy {
  const statements = policies.flatMap((policy) => policy.statements);
  return {
    kind: "identity",
    version: "2012-10-17",
    statements: statements.map((statement, index) => ({ ...statement, index })),
  };
}

function endOf(permissions: PolicyDescription, limit: PolicyDescription | undefined): string {
  if (limit !== undefined && !forbidsNothing(limit)) return ", as far as its boundary lets it";
  return isExhaustive(permissions) ? ", and nothing else" : "";
}

const NAMED_MAX = 3;

/** An account lets its own users and roles: whoever has a policy that allows it. */
function nameEntities(entities: readonly TrustedEntity[]): readonly string[] {
  const names = entities.map(({ kind, words }) => (kind === "account" ? `whoever ${words} lets` : words));
  const distinct = [...new Set(names)];
  return distinct.length <= NAMED_MAX ? distinct : [countWords(distinct.length, "principal")];
}

/** What all of them must meet; where they differ it is only said that some must meet something. */
function circumstancesOf(entities: readonly TrustedEntity[]): string {
  const exceptions = entities.some(({ hasExceptions }) => hasExceptions) ? ", with exceptions" : "";
  const told = new Set(entities.map(({ conditions }) => conditions.map(({ words }) => words).join(", and ")));
  const [only = ""] = told;
  if (told.size > 1) return `, some of them under conditions${exceptions}`;
  return `${only === "" ? "" : `, if ${only}`}${exceptions}`;
}

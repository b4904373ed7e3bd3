import {
  type AuthorizationRequest,
  type CompiledStatement,
  type Decision,
  decide,
  type Effect,
  matchesBesidesAction,
} from "@rolecall/policy";
import { ALLOW_ALL, type Scenario } from "./scenario.ts";
import type { SourceLayer, SourcePolicy } from "./source-policy.ts";

type Verdict = Decision["decision"];

/** A statement that led to what was decided. */
export interface MatchedStatement {
  readonly source: SourcePolicy;
  readonly statement: CompiledStatement;
}

/** What is decided about an action and a resource. */
export interface SimulatedDecision {
  readonly resource: string;
  readonly decision: Verdict;
  readonly matched: readonly MatchedStatement[];
  readonly missingKeys: readonly string[];
  /** What each side says by itself, where a resource's policy is another account's. */
  readonly details: Readonly<Partial<Record<SourceLayer, Verdict>>> | undefined;
  /** Undefined for who is in no organization, or has no boundary. */
  readonly allowedByOrganizations: boolean | undefined;
  readonly allowedByBoundary: boolean | undefined;
}

/** An action, with the statements that are about it: each was asked once, for all resources. */
export class SimulatedAction {
  readonly action: string;
  /** Of policies whose statements are shown. */
  readonly statements: readonly MatchedStatement[];
  /** Of the organization's. */
  readonly organizationStatements: readonly CompiledStatement[];
  readonly #scenario: Scenario;

  constructor(scenario: Scenario, action: string) {
    const lower = action.toLowerCase();
    this.action = action;
    this.#scenario = scenario;
    const isAbout = ({ actions }: CompiledStatement) => actions.matches(lower);
    this.statements = scenario.policies.flatMap((source) =>
      source.policy.statements.filter(isAbout).map((statement) => ({ source, statement })),
    );
    this.organizationStatements = scenario.organizationPolicies.flatMap(({ statements }) =>
      statements.filter(isAbout),
    );
  }

  /** INVARIANT: what is decided, and every part of it, is what the engine decides. */
  decide(resource: string): SimulatedDecision {
    const { caller, context, own, otherOwnerId } = this.#scenario;
    const { principal, accountId } = caller;
    const question = { principal, action: this.action, resource, resourceAccountId: accountId, context };
    const organization = this.#scenario.organizationOver(this.action, resource);
    const asked = { ...question, resourceAccountId: otherOwnerId ?? accountId };
    const { decision } = decide(asked, { ...own, ...organization });
    const allows = (layers: Parameters<typeof decide>[1]) => decide(question, layers).decision === "allowed";
    const allowedByOrganizations = this.#scenario.isInOrganization
      ? allows({ identity: ALLOW_ALL, ...organization })
      : undefined;
    const { boundary } = own;
    // Recorded: what an organization denies hides what the other policies say.
    const isHidden = allowedByOrganizations === false;
    return {
      resource,
      decision,
      matched: isHidden ? [] : this.#matched(asked, decision),
      missingKeys: isHidden || decision !== "implicitDeny" ? [] : this.#scenario.missingKeys,
      details: otherOwnerId === undefined ? undefined : this.#sides(question, asked),
      allowedByOrganizations,
      allowedByBoundary: boundary && allows({ identity: ALLOW_ALL, boundary }),
    };
  }

  /** Recorded: of an explicit denial those that deny, of a grant those that grant, and a boundary's grants are not among them. */
  #matched(question: AuthorizationRequest, decision: Verdict): readonly MatchedStatement[] {
    if (decision === "implicitDeny") return [];
    const effect: Effect = decision === "allowed" ? "Allow" : "Deny";
    const hasBoundary = this.#scenario.own.boundary !== undefined;
    return this.statements.filter(
      ({ source: { layer }, statement }) =>
        statement.source.effect === effect &&
        (effect === "Deny" || layer !== "boundary") &&
        matchesBesidesAction(question, statement, layer === "resource" && hasBoundary),
    );
  }

  #sides(own: AuthorizationRequest, asked: AuthorizationRequest): SimulatedDecision["details"] {
    const { identity, boundary, resource } = this.#scenario.own;
    const bounded = boundary && { boundary: ALLOW_ALL };
    return {
      ...(identity && { identity: decide(own, { identity }).decision }),
      ...(boundary && { boundary: decide(own, { identity: ALLOW_ALL, boundary }).decision }),
      ...(resource && { resource: decide(asked, { identity: ALLOW_ALL, resource, ...bounded }).decision }),
    };
  }
}

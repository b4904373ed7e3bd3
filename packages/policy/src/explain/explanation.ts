import type { PrincipalMatch } from "../compile/compiled-statement.ts";
import type { Decision, LayerName } from "../decide/layers.ts";
import type { LineRange } from "../document/line-index.ts";
import type { PrincipalType, Statement } from "../document/policy.ts";
import type { Span } from "../document/span.ts";
import type { ContextValue, RequestPrincipal } from "../request/request.ts";
import type { ExemptReason } from "./exempt-reasons.ts";
import type { ExplainedPolicy, OrganizationNode } from "./policy-facts.ts";

/**
 * A decision, and everything that led to it: plain data, which JSON carries whole. All that tells of it to people is made of it alone:
 * `headline`, `layerPasses`, `renderTree`, `renderGrid`, `reportExplanation`.
 */
export interface Explanation extends Decision {
  readonly request: ExplainedRequest;
  /** Every set of policies that the request brought, in the order of `LayerName`, asked or not. */
  readonly layers: readonly LayerExplanation[];
  /**
   * Every change that is needed for the request to be allowed, each found by asking the engine again with those before it made; empty
   * where it is. Of a redacted explanation, those that tell nothing of what is hidden.
   */
  readonly additions: readonly Addition[];
  /** The layers of which the reader may not read everything; empty unless `redactExplanation` made it. */
  readonly hidden: readonly HiddenLayer[];
}

/** What was asked, without its condition keys. */
export interface ExplainedRequest {
  /** The nearest name of the principal: an ARN, a provider, a service, `anonymous`. */
  readonly principal: string;
  readonly principalKind: RequestPrincipal["kind"];
  readonly principalAccountId: string | undefined;
  readonly action: string;
  readonly resource: string;
  readonly resourceAccountId: string;
  /** The resource's policy is a role's trust policy, and is called that. */
  readonly isTrust: boolean;
}

export interface HiddenLayer {
  readonly layer: LayerName;
  /** The action that the reader would need, where there is one. */
  readonly readAction: string | undefined;
  /** What decided is hidden. */
  readonly decides: boolean;
}

export interface LayerExplanation {
  readonly layer: LayerName;
  /** Which set of the layer, from 0: the organization's levels from the root down, or one of several session policies. */
  readonly level: number;
  readonly policyCount: number;
  /** What is known of each policy. Those that the reader may not read are one, which tells nothing. */
  readonly policies: readonly ExplainedPolicy[];
  /** The organization's root, unit or account to which a level's policies are attached. */
  readonly node: OrganizationNode | undefined;
  /** Why the set was not asked. */
  readonly skipped: ExemptReason | undefined;
  /** `notHeld`: Rolecall has no such policies, others may. `notReadable`: the reader may not read all of them. */
  readonly unknown: "notHeld" | "notReadable" | undefined;
  readonly verdict: LayerVerdict;
  readonly statements: readonly StatementExplanation[];
}

/**
 * `implied`: the root user needs no identity-based policy. `noDeny`: it denies nothing, whether it allows is unknown. `unknown`: that too.
 */
export type LayerVerdict = "allows" | "denies" | "silent" | "implied" | "noDeny" | "unknown";

export interface StatementExplanation {
  /** The place of the policy in its set, from 0. */
  readonly policyIndex: number;
  readonly policyName: string | undefined;
  readonly statement: Statement;
  /** Its lines in the policy's document, where that is known. */
  readonly lines: LineRange | undefined;
  readonly matched: boolean;
  /** How the statement names the principal: itself, its role, its account, or not at all. */
  readonly principalMatch: PrincipalMatch;
  /** The first thing that did not match. Undefined where all did. */
  readonly mismatch: Mismatch | undefined;
  /** What of the statement matched. Undefined where not all did. */
  readonly match: StatementMatch | undefined;
}

/** The values by which a statement applies to a request. */
export interface StatementMatch {
  readonly action: ElementMatch<"Action" | "NotAction">;
  /** Undefined in trust policies. */
  readonly resource: ElementMatch<"Resource" | "NotResource"> | undefined;
  readonly principal: "Principal" | "NotPrincipal" | undefined;
  readonly conditions: readonly ConditionMatch[];
}

interface ElementMatch<Element> {
  readonly element: Element;
  readonly actual: string;
  /** The first value that matches, as written. Undefined of NotAction and NotResource, of which none does. */
  readonly value: string | undefined;
}

export interface ConditionMatch {
  /** As a policy writes it: `ForAnyValue:StringLikeIfExists`. */
  readonly operator: string;
  readonly key: string;
  /** Undefined where the request does not have the key. */
  readonly actual: ContextValue | undefined;
  /** After variables. */
  readonly expected: readonly string[];
  /** Those of `expected` that would each suffice alone; none where only all of them together meet the condition. */
  readonly met: readonly string[];
  /** Where the key and its values stand. */
  readonly span: Span;
}

/** A change of one condition key by which a request is let through without a change of policies; tried by the engine. */
export interface Escape {
  /** As the policy writes it. */
  readonly key: string;
  /** `value`: the key has this value. `other`: it has some value that the policy does not name. `absent`: it is not sent. */
  readonly kind: "value" | "other" | "absent";
  /** After variables; of patterns and ranges as written. */
  readonly value: string | undefined;
  /** Of a pattern or range: what was tried. */
  readonly example: string | undefined;
}

/** Asked in this order: action, resource, principal, then the conditions as they stand. */
export type Mismatch = ActionMismatch | ResourceMismatch | PrincipalMismatch | ConditionMismatch;

interface ActionMismatch {
  readonly element: "Action" | "NotAction";
  readonly actual: string;
  readonly expected: readonly string[];
}

interface ResourceMismatch {
  readonly element: "Resource" | "NotResource";
  readonly actual: string;
  /** After variables; a value whose variable has no value in the request stays as written. */
  readonly expected: readonly string[];
}

interface PrincipalMismatch {
  readonly element: "Principal" | "NotPrincipal";
  /** The names by which the principal can be named. */
  readonly actual: readonly string[];
  readonly expected: readonly string[];
}

interface ConditionMismatch {
  readonly element: "Condition";
  /** As a policy writes it: `ForAnyValue:StringLikeIfExists`. */
  readonly operator: string;
  readonly key: string;
  /** Undefined where the request does not have the key. */
  readonly actual: ContextValue | undefined;
  /** After variables; a value whose variable has no value in the request stays as written. */
  readonly expected: readonly string[];
}

/** One change of one set. All of them together allow the request. */
export type Addition =
  | {
      readonly kind: "addStatement";
      readonly layer: LayerName;
      readonly level: number;
      readonly statement: AddedStatement;
      /** Statements that would have allowed it but for a condition: to meet it is the other way. */
      readonly almost: readonly StatementExplanation[];
      /** Instead, for this one time: changes of the request by which one of those allows it, once all other changes are made. */
      readonly escapes: readonly Escape[];
    }
  | {
      readonly kind: "liftDeny";
      readonly layer: LayerName;
      readonly level: number;
      /** They must no longer match. */
      readonly statements: readonly StatementExplanation[];
      /**
       * Instead, for this one time: changes of the request of which each alone suffices, once all other changes are made. Empty
       * where no change of one key does.
       */
      readonly escapes: readonly Escape[];
    };

/** A Principal element with one name: `"*"` or `{ "AWS": "…" }`. */
export type NamedPrincipal = "*" | Readonly<Partial<Record<PrincipalType, string>>>;

/** In the form of a policy document, for Version 2012-10-17. */
export interface AddedStatement {
  readonly Effect: "Allow";
  readonly Principal?: NamedPrincipal;
  readonly Action: string;
  readonly Resource?: string;
}

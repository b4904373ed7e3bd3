import type { Effect, PolicyKind } from "../document/policy.ts";
import type { Span } from "../document/span.ts";
import type { AccessLevel } from "./access-levels.ts";
import type { ConditionWords } from "./condition-words.ts";
import type { WhoWords } from "./principal-words.ts";
import type { ResourceScope } from "./resource-scope.ts";

/** A policy in words, as data. Everything stands in the document or in the reference; nothing is guessed. */
export interface PolicyDescription {
  readonly kind: PolicyKind;
  /** One for each statement, in their order: what words and lines light each other by. */
  readonly parts: readonly PolicyPart[];
  /** What the statements come to together; those of one effect, principal, resources and conditions are one. */
  readonly grants: readonly PolicyClaim[];
  readonly denials: readonly PolicyClaim[];
}

interface ClaimFacts {
  /** Places of the statements that it is made of. */
  readonly statements: readonly number[];
  /** In resource, trust and resource control policies. */
  readonly who: WhoWords | undefined;
  readonly resources: ResourceScope;
  readonly conditions: readonly ConditionWords[];
}

export interface PolicyClaim extends ClaimFacts {
  readonly effect: Effect;
  readonly actions: ActionsInWords;
  /** Of a grant: a Deny of the same policy takes some of it back, in some circumstances or on some resources. */
  readonly hasExceptions: boolean;
}

export interface PolicyPart extends ClaimFacts {
  readonly sid: string | undefined;
  readonly effect: Effect;
  readonly actions: ActionsInWords;
  readonly spans: {
    readonly statement: Span;
    readonly principal: Span | undefined;
    readonly action: Span;
    readonly resource: Span | undefined;
    readonly conditions: readonly Span[];
  };
}

export type ActionsInWords =
  /** Actions of these services. */
  | { readonly kind: "some"; readonly services: readonly ServiceAccess[] }
  /** Every action of every service but these; all of them where none is listed. */
  | { readonly kind: "allBut"; readonly services: readonly ServiceAccess[] }
  /** Values that are not told in words, such as `*:Get*`. */
  | { readonly kind: "unknown"; readonly values: readonly string[] };

/** What of one service's actions a claim is about. */
export interface ServiceAccess {
  /** The prefix of its actions: `s3`. */
  readonly service: string;
  /** `S3` */
  readonly label: string;
  /** Every action that the reference lists; or `service:*` is written. */
  readonly isEverything: boolean;
  /** Whether some of them are called `Delete…`; `only`: all that write are. */
  readonly deletes: "none" | "some" | "only";
  /** The levels of which the service has actions, in AWS's order; `count` is 0 where the claim has none of them. */
  readonly levels: readonly LevelAccess[];
  /** Its actions in AWS's spelling where they are at most `NAMED_ACTIONS_MAX`. */
  readonly names: readonly string[] | undefined;
  /** Values as written that the reference does not list. */
  readonly unlisted: readonly string[];
}

export interface LevelAccess {
  readonly level: AccessLevel;
  readonly count: number;
  /** How many the service has at this level. */
  readonly of: number;
}

export const NAMED_ACTIONS_MAX = 4;

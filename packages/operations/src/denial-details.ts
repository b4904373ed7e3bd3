import type { ContextValue, Decision, Effect, LayerName, Policy, RequestPrincipal } from "@rolecall/policy";

/** How long what was denied can be looked up. AWS promises 24 hours; an hour more is for clocks that differ. */
export const DENIALS_KEPT_MS = 25 * 3_600_000;

/** A denial as it is kept: what was asked, what each policy said of it, and which policies there were. */
export interface DenialDetails {
  /** Condition keys as AWS writes them. */
  readonly context: Readonly<Record<string, ContextValue>>;
  /** A permission each, in the order in which they were needed. */
  readonly evaluations: readonly KeptEvaluation[];
  /** All that could have had a say, matching or not. */
  readonly policies: readonly KeptPolicy[];
  /** Of whoever was denied; absent where that account was in none. */
  readonly organizationId?: string;
  /** Who asked, by the names that policies know. Absent of denials that an older version kept, as what is absent below for that. */
  readonly principal?: RequestPrincipal;
}

export interface KeptEvaluation extends Decision {
  readonly action: string;
  readonly resource: string;
  readonly resourceAccountId: string;
  /** Condition keys of this permission alone. */
  readonly context: Readonly<Record<string, ContextValue>>;
  readonly matches: readonly KeptMatch[];
  /** Of the resource's account. */
  readonly resourceOrganizationId?: string;
  /** The ARN of the root, unit or account whose policies decided, where an organization's did. */
  readonly organizationNode?: string;
  /** All that was asked, in the order of the layers and their levels. */
  readonly sets?: readonly KeptSet[];
  /** Unless the resource's policy allows, nothing else helps. */
  readonly isResourcePolicyRequired?: true;
}

/** A set of policies that was asked: one level of a layer. */
export interface KeptSet {
  readonly layer: LayerName;
  /** The place of each in `policies`; one that nobody wrote stands here itself. */
  readonly policies: readonly (number | Policy)[];
  /** The organization's root, unit or account. */
  readonly node?: string;
}

/** The statements of one policy that matched. */
export interface KeptMatch {
  readonly uri: string;
  readonly statements: readonly { readonly sid: string; readonly effect: Effect }[];
}

export interface KeptPolicy {
  /** A managed policy's ARN; what others are known by means nothing. */
  readonly uri: string;
  readonly layer: LayerName;
  readonly isInline: boolean;
  readonly attachedTo: string;
  /** An inline policy's. */
  readonly name?: string;
  /** Of its document: see DeniedPolicyRecord. */
  readonly hash: string;
}

export function formatDenialDetails(details: DenialDetails): string {
  return JSON.stringify(details);
}

/** @param text what `formatDenialDetails` made. */
export function parseDenialDetails(text: string): DenialDetails {
  return JSON.parse(text) as DenialDetails;
}

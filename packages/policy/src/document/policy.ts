/**
 * The checked form of a policy document: what the parser makes of JSON text, what the compiler and the oracle read.
 * Grammar: IAM User Guide, "Grammar of the IAM JSON policy language".
 */
import type { Span } from "./span.ts";

export type PolicyVersion = "2008-10-17" | "2012-10-17";

/** What a document is for. The kind decides which elements it must have and which it must not. */
export type PolicyKind =
  | "identity"
  | "trust"
  | "resource"
  | "session"
  | "boundary"
  | "serviceControl"
  | "resourceControl";

export type Effect = "Allow" | "Deny";

export interface Policy {
  readonly kind: PolicyKind;
  readonly version: PolicyVersion;
  readonly id?: string | undefined;
  readonly statements: readonly Statement[];
}

export interface Statement {
  /** Position in the document's Statement list, from 0. */
  readonly index: number;
  readonly sid?: string | undefined;
  readonly effect: Effect;
  /** Absent in identity-based policies, SCPs, boundaries and session policies. */
  readonly principal?: PrincipalElement | undefined;
  /** Action or NotAction: values as written, `service:Name` with wildcards, or `*`. */
  readonly action: StringElement;
  /** Resource or NotResource. Absent in trust policies. */
  readonly resource?: StringElement | undefined;
  readonly conditions: readonly ConditionEntry[];
  /** From the statement's `{` to just after its `}`. */
  readonly span: Span;
}

/** `negated` tells NotAction from Action, NotResource from Resource. */
export interface StringElement {
  readonly negated: boolean;
  readonly values: readonly string[];
  /** The element's value: a string or a whole list. */
  readonly span: Span;
}

export type PrincipalType = "AWS" | "Service" | "Federated" | "CanonicalUser";

export interface PrincipalEntry {
  readonly type: PrincipalType;
  /** As written: an ARN, a unique id (AIDA…, AROA…), a service name, a provider, or `*`. An account's id is its 12 digits. */
  readonly value: string;
}

/** Principal or NotPrincipal. `"*"` is written as `{ everyone: true, entries: [] }`. */
export interface PrincipalElement {
  readonly negated: boolean;
  readonly everyone: boolean;
  readonly entries: readonly PrincipalEntry[];
  readonly span: Span;
}

export type Quantifier = "ForAllValues" | "ForAnyValue";

/** One key of one operator block: `{ "ForAnyValue:StringLikeIfExists": { "aws:TagKeys": [ … ] } }`. */
export interface ConditionEntry {
  /** The operator's table name (`StringLike`), without quantifier and IfExists. Its case is the table's. */
  readonly operator: string;
  readonly quantifier?: Quantifier | undefined;
  readonly ifExists: boolean;
  /** As written; keys compare without regard to case. */
  readonly key: string;
  /** As written; booleans and numbers in JSON become their text. */
  readonly values: readonly string[];
  /** From the key to the end of its value. */
  readonly span: Span;
}

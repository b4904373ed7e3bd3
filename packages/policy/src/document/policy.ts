/**
 * The checked form of a policy document: what the parser makes of JSON text, what the compiler and the oracle read.
 * Grammar: IAM User Guide, "Grammar of the IAM JSON policy language".
 */

export type PolicyVersion = "2008-10-17" | "2012-10-17";

export type Effect = "Allow" | "Deny";

/** A place in the text of a document. Line and column count from 1, the offset from 0 (UTF-16 code units). */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** `end` points just after the last character. */
export interface Span {
  readonly start: Position;
  readonly end: Position;
}

export interface Policy {
  readonly version: PolicyVersion;
  readonly id?: string;
  readonly statements: readonly Statement[];
}

export interface Statement {
  /** Position in the document's Statement list, from 0. */
  readonly index: number;
  readonly sid?: string;
  readonly effect: Effect;
  /** Absent in identity-based policies, SCPs, boundaries and session policies. */
  readonly principal?: PrincipalElement;
  /** Action or NotAction: values as written, `service:Name` with wildcards, or `*`. */
  readonly action: StringElement;
  /** Resource or NotResource. Absent in trust policies. */
  readonly resource?: StringElement;
  readonly conditions: readonly ConditionEntry[];
  /** From the statement's `{` to just after its `}`. */
  readonly span: Span;
}

/** `negated` tells NotAction from Action, NotResource from Resource. */
export interface StringElement {
  readonly negated: boolean;
  readonly values: readonly string[];
  readonly span: Span;
}

export type PrincipalType = "AWS" | "Service" | "Federated" | "CanonicalUser";

export interface PrincipalEntry {
  readonly type: PrincipalType;
  /** As written: an ARN, a 12-digit account id, a unique id (AIDA…, AROA…), a service name, a provider, or `*`. */
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
  readonly quantifier?: Quantifier;
  readonly ifExists: boolean;
  /** As written; keys compare without regard to case. */
  readonly key: string;
  /** As written; booleans and numbers in JSON become their text. */
  readonly values: readonly string[];
  readonly span: Span;
}

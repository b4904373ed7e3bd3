/**
 * A management policy as a tree: members, and operators where a value is. Source: Organizations User Guide, "Policy syntax and
 * inheritance for management policy types".
 */

export type ValueOperator = "@@assign" | "@@append" | "@@remove";

export const VALUE_OPERATORS: readonly ValueOperator[] = ["@@assign", "@@append", "@@remove"];
/** Which operators policies further down may use at this place. */
export const CHILD_CONTROL = "@@operators_allowed_for_child_policies";

export type Scalar = string | number | boolean;
export type Value = Scalar | readonly Scalar[];

/** A place in a document. */
export interface PolicyNode {
  /** By the member's name in lower case: names compare without regard to case. */
  readonly members: ReadonlyMap<string, PolicyNode>;
  readonly assign?: Value;
  readonly append?: readonly Scalar[];
  readonly remove?: readonly Scalar[];
  /** Absent where all are allowed. */
  readonly allowedBelow?: ReadonlySet<ValueOperator>;
}

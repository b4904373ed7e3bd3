import type { WarningFinding } from "../../document/finding.ts";
import type { Policy, PolicyKind } from "../../document/policy.ts";
import type { Span } from "../../document/span.ts";
import type { ReferenceData } from "../reference-data.ts";

export interface LintedPolicy {
  readonly text: string;
  readonly kind: PolicyKind;
  readonly policy: Policy;
  readonly reference: ReferenceData | undefined;
  /** Whose policy it is: what other accounts are, third parties. */
  readonly accountId: string | undefined;
}

/**
 * Looks for one kind of weakness. A generator, so that what nobody will read is not worked out: a hostile document has a
 * hundred thousand names to which none is near.
 */
export type LintRule = (linted: LintedPolicy) => Iterable<WarningFinding>;

interface WarningDetail {
  readonly span: Span;
  readonly message: string;
  readonly suggestion?: string;
}

export function warn(code: WarningFinding["code"], detail: WarningDetail): WarningFinding {
  return { severity: "warning", code, ...detail };
}

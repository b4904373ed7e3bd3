/** Resource and NotResource: IAM User Guide, "IAM JSON policy elements: Resource" and "NotResource". */
import { Pattern } from "../arn/pattern.ts";
import { compileResourcePattern } from "../arn/resource-pattern.ts";
import type { RequestContext } from "../decide/request.ts";
import type { PolicyVersion, StringElement } from "../document/policy.ts";

/** One way to match a resource: texts that it must have, which an index can use, and the exact question. */
export interface ResourceRule {
  /** The resource begins with it. */
  readonly prefix: string;
  /** The resource has them after the prefix, in their order. */
  readonly literals: readonly string[];
  readonly matchesEverything: boolean;
  matches(resource: string, context: RequestContext): boolean;
}

/** The rules of an element: a resource matches if any of them does. A trust policy has none, and is about its role. */
export function compileResource(
  element: StringElement | undefined,
  version: PolicyVersion,
): readonly ResourceRule[] {
  if (element === undefined) return [EVERYTHING];
  const patterns = element.values
    .map((value) => compileResourcePattern(value, version))
    .filter((pattern) => pattern !== undefined);
  if (element.negated) return [new NotResourceRule(patterns)];
  const everything = patterns.find((pattern) => pattern.matchesEverything);
  return everything === undefined ? patterns : [everything];
}

const EVERYTHING = new Pattern([{ token: { kind: "*" }, reach: "anything" }]);

class NotResourceRule implements ResourceRule {
  readonly prefix = "";
  readonly literals = [];
  readonly matchesEverything = false;
  private readonly patterns: readonly Pattern[];

  constructor(patterns: readonly Pattern[]) {
    this.patterns = patterns;
  }

  matches(resource: string, context: RequestContext): boolean {
    for (const pattern of this.patterns) if (pattern.matches(resource, context)) return false;
    return true;
  }
}

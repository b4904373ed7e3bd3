/** Resource and NotResource: IAM User Guide, "IAM JSON policy elements: Resource" and "NotResource". */
import { Pattern } from "../arn/pattern.ts";
import { compileResourcePattern } from "../arn/resource-pattern.ts";
import type { Policy, StringElement } from "../document/policy.ts";
import type { RequestContext } from "../request/request.ts";

/** One way to match a resource: texts that it must have, which an index can use, and the exact question. */
export interface ResourceRule {
  /** The resource begins with it. */
  readonly prefix: string;
  /** The resource has them after the prefix, in their order. */
  readonly literals: readonly string[];
  matches(resource: string, context: RequestContext): boolean;
}

/** The rules of an element: a resource matches if any of them does. A trust policy has none, and is about its role. */
export function compileResource(
  element: StringElement | undefined,
  language: Pick<Policy, "kind" | "version">,
): readonly ResourceRule[] {
  if (element === undefined || isAboutEverything(element)) return [EVERYTHING];
  const patterns = element.values
    .map((value) => compileResourcePattern(value, language))
    .filter((pattern) => pattern !== undefined);
  return element.negated ? [new NotResourceRule(patterns)] : patterns;
}

/** Every resource matches, whatever the request. */
export function isAboutEverything(element: StringElement | undefined): boolean {
  return element === undefined || (!element.negated && element.values.includes("*"));
}

const EVERYTHING = new Pattern([{ token: { kind: "*" }, reach: "anything" }]);

class NotResourceRule implements ResourceRule {
  readonly prefix = "";
  readonly literals = [];
  private readonly patterns: readonly Pattern[];

  constructor(patterns: readonly Pattern[]) {
    this.patterns = patterns;
  }

  matches(resource: string, context: RequestContext): boolean {
    for (const pattern of this.patterns) if (pattern.matches(resource, context)) return false;
    return true;
  }
}

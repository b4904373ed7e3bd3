/** Resource and NotResource: IAM User Guide, "IAM JSON policy elements: Resource" and "NotResource". */
import type { Pattern } from "../arn/pattern.ts";
import { compileResourcePattern } from "../arn/resource-pattern.ts";
import type { RequestContext } from "../decide/request.ts";
import type { PolicyVersion, StringElement } from "../document/policy.ts";

/**
 * One way to match a resource: a text that it begins with, which an index can use, and what has to follow.
 * `matchesRest` is asked of resources that begin with the prefix.
 */
export interface ResourceRule {
  readonly prefix: string;
  /** Every resource matches. */
  readonly matchesEverything: boolean;
  matchesRest(resource: string, from: number, context: RequestContext): boolean;
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
  return patterns.some(isEverything) ? [EVERYTHING] : patterns.map((pattern) => new PatternRule(pattern));
}

export function matchesAnyRule(
  rules: readonly ResourceRule[],
  resource: string,
  context: RequestContext,
): boolean {
  return rules.some(
    (rule) => resource.startsWith(rule.prefix) && rule.matchesRest(resource, rule.prefix.length, context),
  );
}

const EVERYTHING: ResourceRule = { prefix: "", matchesEverything: true, matchesRest: () => true };

class PatternRule implements ResourceRule {
  readonly prefix: string;
  readonly matchesEverything = false;
  private readonly pattern: Pattern;

  constructor(pattern: Pattern) {
    this.prefix = pattern.prefix;
    this.pattern = pattern;
  }

  matchesRest(resource: string, from: number, context: RequestContext): boolean {
    return this.pattern.matchesRest(resource, from, context);
  }
}

class NotResourceRule implements ResourceRule {
  readonly prefix = "";
  readonly matchesEverything = false;
  private readonly patterns: readonly Pattern[];

  constructor(patterns: readonly Pattern[]) {
    this.patterns = patterns;
  }

  matchesRest(resource: string, _from: number, context: RequestContext): boolean {
    for (const pattern of this.patterns) if (pattern.matches(resource, context)) return false;
    return true;
  }
}

function isEverything(pattern: Pattern): boolean {
  return pattern.isOpen && pattern.prefix === "";
}

import { refuseValue } from "../request/record-context.ts";
import type { AuthorizationRequest } from "../request/request.ts";
import { groupBy, groupByEach } from "./group-by.ts";
import type { StatementRule } from "./statement-rule.ts";
import { isFinal, type Verdict } from "./verdict.ts";

/** Up to so many rules are asked one by one: an index would cost more. */
export const LIST_LENGTH_MAX = 4;

/** Rules of one effect that are asked one after the other, except for those that a value of the context finds. */
export class RuleBucket {
  /** The first of those without a condition, which may spare the rest, then the rest. */
  private readonly first: StatementRule | undefined;
  private readonly others: readonly StatementRule[];
  private readonly tables: readonly ValueTable[];
  private readonly isSingle: boolean;

  private constructor(listed: readonly StatementRule[], tables: readonly ValueTable[]) {
    const [first, ...others] = [
      ...listed.filter(isUnconditional),
      ...listed.filter((rule) => !isUnconditional(rule)),
    ];
    this.first = first;
    this.others = orNone(others);
    this.tables = orNone(tables);
    this.isSingle = others.length === 0 && tables.length === 0;
  }

  static list(rules: readonly StatementRule[]): RuleBucket {
    return new RuleBucket(rules, []);
  }

  /** Rules that need a certain value of a key are filed under it, where they are many. */
  static index(rules: readonly StatementRule[]): RuleBucket {
    if (rules.length <= LIST_LENGTH_MAX) return RuleBucket.list(rules);
    const listed: StatementRule[] = [];
    const tables: ValueTable[] = [];
    for (const [key, group] of groupBy(rules, (rule) => requirementOf(rule)?.key)) {
      if (key === undefined || group.length <= LIST_LENGTH_MAX) listed.push(...group);
      else tables.push(new ValueTable(key, group));
    }
    return new RuleBucket(listed, tables);
  }

  /** What the rules say, or what is `known` already, whichever is stronger. */
  ask(request: AuthorizationRequest, known: Verdict): Verdict {
    const verdict = this.first === undefined ? known : askRule(this.first, request, known);
    return this.isSingle ? verdict : this.askOthers(request, verdict);
  }

  private askOthers(request: AuthorizationRequest, known: Verdict): Verdict {
    let verdict = known;
    for (const rule of this.others) {
      if (isFinal(verdict)) return verdict;
      verdict = askRule(rule, request, verdict);
    }
    for (const table of this.tables) {
      if (isFinal(verdict)) return verdict;
      verdict = table.ask(request, verdict);
    }
    return verdict;
  }
}

function askRule(rule: StatementRule, request: AuthorizationRequest, known: Verdict): Verdict {
  const next = rule.ask(request);
  return next > known ? next : known;
}

const NONE: readonly never[] = [];

/** Most buckets hold one rule: one empty list for all of them stays in the processor's cache. */
function orNone<Item>(items: readonly Item[]): readonly Item[] {
  return items.length === 0 ? NONE : items;
}

function isUnconditional(rule: StatementRule): boolean {
  return rule.isUnconditional;
}

/** Rules that apply only if a key of the context has a certain value. */
class ValueTable {
  private readonly key: string;
  private readonly byValue: ReadonlyMap<string, RuleBucket>;

  constructor(key: string, rules: readonly StatementRule[]) {
    const byValue = groupByEach(rules, (rule) => requirementOf(rule)!.values);
    this.key = key;
    this.byValue = new Map(Array.from(byValue, ([value, list]) => [value, RuleBucket.list(list)]));
  }

  ask(request: AuthorizationRequest, known: Verdict): Verdict {
    const actual = request.context.get(this.key);
    if (actual === undefined) return known;
    if (typeof actual === "string") return this.askValue(actual, request, known);
    if (!Array.isArray(actual)) return refuseValue(this.key, actual);
    let verdict = known;
    for (const value of actual) {
      verdict = this.askValue(value, request, verdict);
      if (isFinal(verdict)) return verdict;
    }
    return verdict;
  }

  private askValue(value: string, request: AuthorizationRequest, known: Verdict): Verdict {
    const rules = this.byValue.get(value);
    return rules === undefined ? known : rules.ask(request, known);
  }
}

interface Requirement {
  readonly key: string;
  readonly values: readonly string[];
}

/** The condition that the fewest values meet: it sets the rule apart best. */
function requirementOf({ conditions }: StatementRule): Requirement | undefined {
  let best: Requirement | undefined;
  for (const { key, requiredValues } of conditions) {
    if (requiredValues === undefined) continue;
    if (best === undefined || requiredValues.length < best.values.length)
      best = { key, values: requiredValues };
  }
  return best;
}

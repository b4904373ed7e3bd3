import { COLONS_BEFORE_RESOURCE, countColons } from "../arn/resource-pattern.ts";
import type { AuthorizationRequest } from "../request/request.ts";
import { ColonIndex, textAfterColon } from "./colon-index.ts";
import { GramTable, hasGram } from "./gram-table.ts";
import { KeyTree } from "./key-tree.ts";
import { LIST_LENGTH_MAX, RuleBucket } from "./rule-bucket.ts";
import type { StatementRule } from "./statement-rule.ts";
import { isFinal, type Verdict } from "./verdict.ts";

/**
 * The rules of one action and one effect, each filed under the text that sets it apart best: the text that its resources
 * begin with, the text that they have after a colon, or a text that they have anywhere.
 */
export class RuleIndex {
  /** The rules, where they are too few for an index. */
  private readonly few: RuleBucket | undefined;
  private readonly byPrefix: KeyTree | undefined;
  private readonly byColon: ColonIndex | undefined;
  private readonly byGram: GramTable | undefined;

  constructor(rules: readonly StatementRule[]) {
    const isSmall = rules.length <= LIST_LENGTH_MAX;
    this.few = isSmall ? RuleBucket.list(rules) : undefined;
    const filed = isSmall ? [] : rules;
    const colon = manyOf(filed, (rule) => !hasTellingPrefix(rule) && textAfterColon(rule).text !== "");
    const gram = manyOf(filed, (rule) => !colon.has(rule) && !hasTellingPrefix(rule) && hasGram(rule));
    const prefix = filed.filter((rule) => !colon.has(rule) && !gram.has(rule));
    this.byPrefix = prefix.length === 0 ? undefined : new KeyTree(prefix, ({ resource }) => resource.prefix);
    this.byColon = colon.size === 0 ? undefined : new ColonIndex([...colon]);
    this.byGram = gram.size === 0 ? undefined : new GramTable([...gram]);
  }

  /** What the rules say, or what is `known` already, whichever is stronger. */
  ask(request: AuthorizationRequest, known: Verdict): Verdict {
    const { few, byPrefix, byColon, byGram } = this;
    if (few !== undefined) return few.ask(request, known);
    let verdict = known;
    if (byPrefix !== undefined) verdict = byPrefix.ask(request, 0, verdict);
    if (byColon !== undefined && !isFinal(verdict)) verdict = byColon.ask(request, verdict);
    if (byGram !== undefined && !isFinal(verdict)) verdict = byGram.ask(request, verdict);
    return verdict;
  }
}

/** The prefix reaches into the resource's own part of its ARN. */
function hasTellingPrefix({ resource: { prefix } }: StatementRule): boolean {
  return countColons(prefix) >= COLONS_BEFORE_RESOURCE && !prefix.endsWith(":");
}

/** The rules of a kind, if they are so many that an index of their own pays. */
function manyOf(
  rules: readonly StatementRule[],
  isOfKind: (rule: StatementRule) => boolean,
): ReadonlySet<StatementRule> {
  const kind = rules.filter(isOfKind);
  return new Set(kind.length > LIST_LENGTH_MAX ? kind : []);
}

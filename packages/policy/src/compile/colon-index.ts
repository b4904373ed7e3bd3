import { countColons } from "../arn/resource-pattern.ts";
import type { AuthorizationRequest } from "../request/request.ts";
import { KeyTree, sharedLength } from "./key-tree.ts";
import { RuleBucket } from "./rule-bucket.ts";
import type { StatementRule } from "./statement-rule.ts";
import { isFinal, type Verdict } from "./verdict.ts";

/** After so many colons the rules are asked one by one, so that the time stays linear in the resource. */
const COLONS_MAX = 16;

/**
 * Rules of one effect with a `*` in an early component, as in `arn:aws:sqs:*:*:orders-*`: filed under the text that has
 * to stand after a colon (`orders-`), and looked for after each colon where it can.
 */
export class ColonIndex {
  private readonly tree: KeyTree;
  private readonly everyRule: RuleBucket;
  /** The place in a resource from which on colons count: all rules begin with the same text up to there. */
  private readonly from: number;
  /** So many colons come before a rule's text at least. */
  private readonly colonsMin: number;

  constructor(rules: readonly StatementRule[]) {
    const prefixes = rules.map(({ resource }) => resource.prefix);
    const shared = prefixes[0]!.slice(0, sharedLength(prefixes));
    this.tree = new KeyTree(rules, (rule) => textAfterColon(rule).text);
    this.everyRule = RuleBucket.list(rules);
    this.from = shared.length;
    this.colonsMin = Math.min(...rules.map((rule) => textAfterColon(rule).colons)) - countColons(shared);
  }

  /** What the rules say, or what is `known` already, whichever is stronger. */
  ask(request: AuthorizationRequest, known: Verdict): Verdict {
    const { resource } = request;
    let verdict = known;
    let colons = 0;
    for (let at = resource.indexOf(":", this.from); at !== -1; at = resource.indexOf(":", at + 1)) {
      if (++colons < this.colonsMin) continue;
      if (colons > COLONS_MAX) return this.everyRule.ask(request, verdict);
      verdict = this.tree.ask(request, at + 1, verdict);
      if (isFinal(verdict)) return verdict;
    }
    return verdict;
  }
}

interface TextAfterColon {
  readonly text: string;
  /** The colons of the pattern before the text. */
  readonly colons: number;
}

/** The longest text that stands right after a colon of the pattern, behind its first wildcard or variable. */
export function textAfterColon({ resource }: StatementRule): TextAfterColon {
  let best: TextAfterColon = { text: "", colons: 0 };
  let colons = countColons(resource.prefix);
  for (const literal of resource.literals) {
    colons += countColons(literal);
    const colon = literal.lastIndexOf(":");
    const text = colon === -1 ? "" : literal.slice(colon + 1);
    if (text.length > best.text.length) best = { text, colons };
  }
  return best;
}

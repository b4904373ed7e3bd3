import type { AuthorizationRequest } from "../decide/request.ts";
import { groupBy } from "./group-by.ts";
import { RuleBucket } from "./rule-bucket.ts";
import type { StatementRule } from "./statement-rule.ts";
import { ALLOWED, DENIED, type Verdict } from "./verdict.ts";

/** The text by which a rule is filed. */
export type KeyOf = (rule: StatementRule) => string;

/**
 * Rules by texts that resources have at one place: a radix tree. A resource's way from the root passes all rules whose
 * key it has, and few others: on the way only the characters where keys part are looked at, and the rules themselves
 * are asked in the end.
 */
export class KeyTree {
  /** Rules here or below deny. */
  readonly hasDenies: boolean;
  /** The length of the key that the rules here have and those below begin with. */
  private readonly depth: number;
  private readonly here: RuleBucket | undefined;
  /** In the order of `codes`, the next character of their keys, which is ascending. */
  private readonly children: readonly KeyTree[];
  private readonly codes: readonly number[];

  constructor(rules: readonly StatementRule[], keyOf: KeyOf) {
    const depth = sharedLength(rules.map(keyOf));
    const byCode = groupBy(rules, (rule) => codeAt(keyOf(rule), depth));
    const here = byCode.get(undefined);
    const codes = [...byCode.keys()].filter((code) => code !== undefined).sort((a, b) => a - b);
    this.hasDenies = rules.some((rule) => rule.isDeny);
    this.depth = depth;
    this.here = here === undefined ? undefined : RuleBucket.index(here);
    this.codes = codes;
    this.children = codes.map((code) => new KeyTree(byCode.get(code)!, keyOf));
  }

  /** What the rules say whose key may stand at `start`, or what is `known` already, whichever is stronger. */
  ask(request: AuthorizationRequest, start: number, known: Verdict): Verdict {
    const { resource } = request;
    let verdict = known;
    for (let node: KeyTree | undefined = this; node !== undefined; ) {
      if (node.here !== undefined) verdict = node.here.ask(request, verdict);
      if (verdict === DENIED || (verdict === ALLOWED && !node.hasDenies)) return verdict;
      node = node.childFor(resource.charCodeAt(start + node.depth));
    }
    return verdict;
  }

  /** By binary search. NaN, which stands for the end of a text, is not found. */
  private childFor(code: number): KeyTree | undefined {
    const { codes } = this;
    let low = 0;
    let high = codes.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = codes[middle]!;
      if (found === code) return this.children[middle];
      if (found < code) low = middle + 1;
      else high = middle - 1;
    }
    return undefined;
  }
}

/** The length of what all texts begin with. */
export function sharedLength(texts: readonly string[]): number {
  const [first = "", ...others] = texts;
  let length = first.length;
  for (const text of others) {
    let shared = 0;
    while (shared < length && text.charCodeAt(shared) === first.charCodeAt(shared)) shared++;
    length = shared;
  }
  return length;
}

/** Undefined where the text ends. */
function codeAt(text: string, at: number): number | undefined {
  return at < text.length ? text.charCodeAt(at) : undefined;
}

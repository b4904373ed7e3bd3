import type { AuthorizationRequest } from "../request/request.ts";
import { groupBy } from "./group-by.ts";
import { RuleBucket } from "./rule-bucket.ts";
import type { StatementRule } from "./statement-rule.ts";
import { isFinal, type Verdict } from "./verdict.ts";

/** The text by which a rule is filed. */
export type KeyOf = (rule: StatementRule) => string;

/** What a node's numbers mean, by their place from the node's beginning. */
const DEPTH = 0;
const BUCKET = 1;
const FIRST_CODE = 2;
const SPAN = 3;
const CHILDREN = 4;

const ROOT = 0;
const ASCII_MAX = 0x7f;

/**
 * Rules of one effect by texts that resources have at one place: a radix tree. A resource's way from the root passes all
 * rules whose key it has, and few others: on the way only the characters where keys part are looked at, and the rules
 * themselves are asked in the end.
 *
 * All nodes lie in one array of numbers, so that a way through them touches little memory. A node is: the length of the
 * key that the rules here have and those below begin with; the number of the bucket of the rules here, from 1, or 0; and
 * the children, one for each code in a row from the first, 0 where there is none.
 */
export class KeyTree {
  private readonly nodes: Int32Array;
  private readonly buckets: readonly RuleBucket[];

  constructor(rules: readonly StatementRule[], keyOf: KeyOf) {
    const builder = new TreeBuilder();
    builder.add(rules.map((rule) => ({ rule, key: asciiStart(keyOf(rule)) })));
    this.nodes = Int32Array.from(builder.nodes);
    this.buckets = builder.buckets;
  }

  /** What the rules say whose key may stand at `start`, or what is `known` already, whichever is stronger. */
  ask(request: AuthorizationRequest, start: number, known: Verdict): Verdict {
    const { nodes } = this;
    const { resource } = request;
    let verdict = known;
    for (let node = ROOT; ; ) {
      const bucket = nodes[node + BUCKET]!;
      if (bucket !== 0) verdict = this.buckets[bucket - 1]!.ask(request, verdict);
      if (isFinal(verdict)) return verdict;
      const at = start + nodes[node + DEPTH]!;
      if (at >= resource.length) return verdict;
      const offset = resource.charCodeAt(at) - nodes[node + FIRST_CODE]!;
      if (offset < 0 || offset >= nodes[node + SPAN]!) return verdict;
      node = nodes[node + CHILDREN + offset]!;
      if (node === ROOT) return verdict;
    }
  }
}

interface Filed {
  readonly rule: StatementRule;
  readonly key: string;
}

class TreeBuilder {
  readonly nodes: number[] = [];
  readonly buckets: RuleBucket[] = [];

  /** Adds the node of rules whose keys are alike up to `from`, and all below, and returns where it begins. */
  add(filed: readonly Filed[], from = 0): number {
    const { nodes } = this;
    const depth = sharedLength(
      filed.map(({ key }) => key),
      from,
    );
    const byCode = groupBy(filed, ({ key }) => codeAt(key, depth));
    const here = byCode.get(undefined);
    const codes = [...byCode.keys()].filter((code) => code !== undefined);
    const first = codes.length === 0 ? 0 : Math.min(...codes);
    const span = codes.length === 0 ? 0 : Math.max(...codes) - first + 1;
    const node = nodes.length;
    nodes.push(depth, here === undefined ? 0 : this.addBucket(here), first, span);
    for (let child = 0; child < span; child++) nodes.push(0);
    for (const code of codes) nodes[node + CHILDREN + code - first] = this.add(byCode.get(code)!, depth);
    return node;
  }

  private addBucket(filed: readonly Filed[]): number {
    return this.buckets.push(RuleBucket.index(filed.map(({ rule }) => rule)));
  }
}

/** Keys part at ASCII characters alone, so that a node's children are few: the rules know the rest of their text. */
function asciiStart(text: string): string {
  let length = 0;
  while (length < text.length && text.charCodeAt(length) <= ASCII_MAX) length++;
  return text.slice(0, length);
}

/** The length of what all texts begin with; up to `from` they are known to be alike. */
export function sharedLength(texts: readonly string[], from = 0): number {
  const [first = "", ...others] = texts;
  let length = first.length;
  for (const text of others) {
    let shared = from;
    while (shared < length && text.charCodeAt(shared) === first.charCodeAt(shared)) shared++;
    length = shared;
  }
  return length;
}

/** Undefined where the text ends. */
function codeAt(text: string, at: number): number | undefined {
  return at < text.length ? text.charCodeAt(at) : undefined;
}

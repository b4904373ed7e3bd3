import type { AuthorizationRequest } from "../request/request.ts";
import { groupBy } from "./group-by.ts";
import { sharedLength } from "./key-tree.ts";
import { RuleBucket } from "./rule-bucket.ts";
import type { StatementRule } from "./statement-rule.ts";
import { isFinal, type Verdict } from "./verdict.ts";

/** So many characters, a byte of each, make one 32-bit number. */
const GRAM_LENGTH = 4;

/** After so many hits in one resource the rules are asked one by one, so that the time stays linear in the resource. */
const HITS_MAX = 32;

/**
 * Rules of one effect whose telling text may stand anywhere, as in `arn:aws:s3:::*-logs/*`: filed under four characters
 * that their resources must have. One walk over a resource finds the rules whose four characters it has; these are asked then.
 */
export class GramTable {
  /** The place in a resource from which on the characters are looked for. */
  private readonly from: number;
  private readonly everyRule: RuleBucket;
  private readonly buckets: readonly RuleBucket[];
  /** A hash table with open addressing: at each place a gram, and the number of its bucket plus one. */
  private readonly grams: Int32Array;
  private readonly bucketNumbers: Uint16Array;
  private readonly shift: number;

  constructor(rules: readonly StatementRule[]) {
    const byGram = groupBy(rules, gramOf);
    const bits = Math.ceil(Math.log2(byGram.size * 4));
    this.from = sharedLength(rules.map(({ resource }) => resource.prefix));
    this.everyRule = RuleBucket.list(rules);
    this.buckets = Array.from(byGram.values(), (list) => RuleBucket.index(list));
    this.grams = new Int32Array(2 ** bits);
    this.bucketNumbers = new Uint16Array(2 ** bits);
    this.shift = 32 - bits;
    let number = 0;
    for (const gram of byGram.keys()) this.file(gram, ++number);
  }

  /** What the rules say, or what is `known` already, whichever is stronger. */
  ask(request: AuthorizationRequest, known: Verdict): Verdict {
    const { resource } = request;
    let verdict = known;
    let gram = 0;
    let hits = 0;
    for (let at = this.from; at < resource.length; at++) {
      gram = shiftIn(gram, resource.charCodeAt(at));
      const number = this.bucketNumbers[this.placeOf(gram)]!;
      if (number === 0) continue;
      if (++hits > HITS_MAX) return this.everyRule.ask(request, verdict);
      verdict = this.buckets[number - 1]!.ask(request, verdict);
      if (isFinal(verdict)) return verdict;
    }
    return verdict;
  }

  /** The gram's place in the table, or the free place where the search for it ends. */
  private placeOf(gram: number): number {
    let place = Math.imul(gram, 0x9e3779b1) >>> this.shift;
    while (this.bucketNumbers[place] !== 0 && this.grams[place] !== gram) {
      place = (place + 1) & (this.grams.length - 1);
    }
    return place;
  }

  private file(gram: number, bucketNumber: number): void {
    const place = this.placeOf(gram);
    this.grams[place] = gram;
    this.bucketNumbers[place] = bucketNumber;
  }
}

function shiftIn(gram: number, code: number): number {
  return (gram << 8) | (code & 0xff);
}

/** Whether a rule has a text to be filed under. */
export function hasGram(rule: StatementRule): boolean {
  return longestLiteral(rule).length >= GRAM_LENGTH;
}

/** The end of the rule's longest text: names differ at their ends more than at their beginnings. */
function gramOf(rule: StatementRule): number {
  let gram = 0;
  const text = longestLiteral(rule);
  for (let at = text.length - GRAM_LENGTH; at < text.length; at++) gram = shiftIn(gram, text.charCodeAt(at));
  return gram;
}

function longestLiteral({ resource }: StatementRule): string {
  return resource.literals.reduce((best, text) => (text.length > best.length ? text : best), "");
}

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Token } from "../variable/template.ts";
import { Pattern } from "./pattern.ts";
import type { PatternToken } from "./piece.ts";
import { COLONS_BEFORE_RESOURCE, countColons } from "./resource-pattern.ts";

const KEY = "app:value";

/** Whether a pattern matches, by following every way at once; `reached[i]`: the tokens so far can have reached place i. */
function matchesByEveryWay(tokens: readonly PatternToken[], text: string, value: string): boolean {
  let reached = Array.from({ length: text.length + 1 }, (_, at) => at === 0);
  for (const { token, reach } of tokens) {
    const passes = (at: number) => at < text.length && (reach === "anything" || text[at] !== ":");
    if (token.kind === "*") {
      let isOpen = false;
      reached = reached.map((isReached, at) => {
        isOpen = isReached || (isOpen && passes(at - 1));
        return isOpen;
      });
    } else if (token.kind === "?") {
      reached = reached.map((_, at) => at > 0 && reached[at - 1]! && passes(at - 1));
    } else {
      const expected = token.kind === "literal" ? token.text : value;
      const length = expected.length;
      reached = reached.map(
        (_, at) => at >= length && reached[at - length]! && text.startsWith(expected, at - length),
      );
    }
  }
  return reached[text.length]!;
}

const letters = (maxLength: number) => fc.string({ unit: fc.constantFrom("a", "a", "b", ":"), maxLength });
const periodic = fc
  .tuple(letters(4), fc.integer({ min: 1, max: 400 }))
  .map(([unit, times]) => unit.repeat(times));
const token: fc.Arbitrary<Token> = fc.oneof(
  { arbitrary: fc.constant({ kind: "*" as const }), weight: 4 },
  { arbitrary: fc.constant({ kind: "?" as const }), weight: 3 },
  { arbitrary: letters(3).map((text) => ({ kind: "literal" as const, text })), weight: 4 },
  { arbitrary: periodic.map((text) => ({ kind: "literal" as const, text })), weight: 1 },
  {
    arbitrary: fc.constant({
      kind: "variable" as const,
      key: KEY,
      fallback: undefined,
      isMultivalued: false,
    }),
    weight: 2,
  },
);

type Kind = "string" | "resource" | "arn";

/** Before the fifth colon wildcards stay inside their component, but for a resource's `*` that ends one. */
function reachOf(kind: Kind, tokens: readonly Token[]): readonly PatternToken[] {
  let colons = kind === "string" ? COLONS_BEFORE_RESOURCE : 0;
  return tokens.map((each, index) => {
    const isEarly = colons < COLONS_BEFORE_RESOURCE;
    const next = tokens[index + 1];
    const endsComponent = next === undefined || (next.kind === "literal" && next.text.startsWith(":"));
    const isWide = !isEarly || (kind === "resource" && each.kind === "*" && endsComponent);
    // No variable stands there in a resource, and none with a colon in an ARN.
    const written: Token = isEarly && each.kind === "variable" ? { kind: "literal", text: "a" } : each;
    if (written.kind === "literal") colons += countColons(written.text);
    return { token: written, reach: isWide ? "anything" : "component" };
  });
}

/** A text that the tokens match where no `:` stands in the way, or nearly. */
const textFor = (tokens: readonly PatternToken[], value: string) =>
  fc
    .tuple(fc.array(fc.oneof(letters(3), periodic), { minLength: 1, maxLength: 6 }), fc.option(fc.nat(3000)))
    .map(([fills, flippedAt]) => {
      const text = tokens
        .map(({ token: { kind, ...rest } }, index) => {
          const fill = fills[index % fills.length]!;
          if (kind === "*") return fill;
          if (kind === "?") return fill[0] ?? "a";
          return "text" in rest ? rest.text : value;
        })
        .join("");
      if (flippedAt === null || flippedAt >= text.length) return text;
      return `${text.slice(0, flippedAt)}b${text.slice(flippedAt + 1)}`;
    });

const question = fc
  .tuple(
    fc.constantFrom<Kind[]>("string", "resource", "arn"),
    fc.array(token, { minLength: 1, maxLength: 12 }),
    fc.oneof(letters(3), periodic),
  )
  .chain(([kind, written, value]) => {
    const tokens = reachOf(kind, written);
    return fc.record({
      tokens: fc.constant(tokens),
      value: fc.constant(value),
      text: textFor(tokens, value),
    });
  });

test("a pattern matches what following every way matches, in long texts and with long values too", () => {
  const counts = { longMatching: 0, longOther: 0, short: 0 };
  fc.assert(
    fc.property(question, ({ tokens, value, text }) => {
      const expected = matchesByEveryWay(tokens, text, value);
      if (text.length <= 1024) counts.short++;
      else if (expected) counts.longMatching++;
      else counts.longOther++;
      assert.equal(new Pattern(tokens).matches(text, new Map([[KEY, value]])), expected);
    }),
    { numRuns: 4000 },
  );
  for (const [kind, count] of Object.entries(counts)) assert.ok(count > 200, `${kind}: ${count} cases`);
});

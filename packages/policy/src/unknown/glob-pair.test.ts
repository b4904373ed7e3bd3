import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { Pattern } from "../arn/pattern.ts";
import type { PatternToken } from "../arn/piece.ts";
import { COLONS_BEFORE_RESOURCE, countColons } from "../arn/resource-pattern.ts";
import { type Glob, matchesEvery, mayMatch } from "./glob-pair.ts";
import { type PartialResource, readPartialText } from "./partial-text.ts";
import { UNKNOWN } from "./unknown.ts";

const letters = fc.constantFrom("a", "a", "b", ":");
const token: fc.Arbitrary<PatternToken> = fc.oneof(
  fc.string({ unit: letters, minLength: 1, maxLength: 3 }).map((text) => literal(text)),
  fc.record({
    token: fc.constantFrom({ kind: "*" }, { kind: "?" }),
    reach: fc.constantFrom("anything", "component"),
  }),
) as fc.Arbitrary<PatternToken>;

/** As a compiled pattern's are: one character that may be a colon stands only where no wildcard is kept within a part any more. */
const tokens = fc.array(token, { maxLength: 5 }).filter((all) => {
  const lastWithin = all.findLastIndex(
    ({ token: { kind }, reach }) => kind !== "literal" && reach === "component",
  );
  return all.every(
    ({ token: { kind }, reach }, index) => kind !== "?" || reach === "component" || index > lastWithin,
  );
});

function literal(text: string): PatternToken {
  return { token: { kind: "literal", text }, reach: "anything" };
}

const globOf = (tokens: readonly PatternToken[]): Glob => {
  const parts = tokens.map(({ token: { kind, ...rest }, reach }) =>
    "text" in rest ? rest.text : { kind: kind as "*" | "?", reach },
  );
  return {
    parts,
    length: parts.reduce((sum, part) => sum + (typeof part === "string" ? part.length : 1), 0),
  };
};

/** All texts of up to three letters. */
const fills = [
  ...new Set(
    ["", ..."ab:"].flatMap((one) =>
      ["", ..."ab:"].flatMap((two) => ["", ..."ab:"].map((three) => one + two + three)),
    ),
  ),
];
const noContext = { get: () => undefined };

function complete(pieces: readonly (string | typeof UNKNOWN)[]): readonly string[] {
  const colonsBefore = (end: number) =>
    countColons(
      pieces
        .slice(0, end)
        .map((piece) => (piece === UNKNOWN ? "" : piece))
        .join(""),
    );
  const isArn = colonsBefore(pieces.length) >= COLONS_BEFORE_RESOURCE;
  return pieces.reduce<readonly string[]>(
    (all, piece, index) => {
      const isWithin = isArn && colonsBefore(index) < COLONS_BEFORE_RESOURCE;
      const next = piece === UNKNOWN ? fills.filter((fill) => !isWithin || !fill.includes(":")) : [piece];
      return all.flatMap((text) => next.map((one) => text + one));
    },
    [""],
  );
}

describe("a pattern against a text of which pieces are unknown", () => {
  const piece = fc.oneof(fc.constant(UNKNOWN), fc.string({ unit: letters, maxLength: 3 }));
  const pieces = fc
    .array(piece, { minLength: 1, maxLength: 4 })
    .filter((all) => all.filter((one) => one === UNKNOWN).length < 3);

  it("is answered as all completions are, by the matching of known texts", () => {
    let settled = 0;
    const property = fc.property(tokens, pieces, (pattern, resource) => {
      const compiled = new Pattern(pattern);
      const texts = complete(resource);
      const matches = texts.filter((text) => compiled.matches(text, noContext)).length;
      const codes = readPartialText(resource);
      const may = mayMatch(globOf(pattern), codes);
      const every = matchesEvery(globOf(pattern), codes);
      assert.ok(may || matches === 0, "may match");
      assert.ok(!every || matches === texts.length, "matches every");
      assert.ok(may || !every);
      // What is known as a whole is answered exactly.
      if (!resource.includes(UNKNOWN)) assert.deepEqual([may, every], [matches === 1, matches === 1]);
      if (!may || every) settled++;
    });
    fc.assert(property, { numRuns: 1500 });
    assert.ok(settled > 250, `${settled} were settled`);
  });

  const meets = (tokens: readonly PatternToken[], resource: PartialResource) => {
    const codes = readPartialText(resource);
    return [mayMatch(globOf(tokens), codes), matchesEvery(globOf(tokens), codes)];
  };
  const star = (reach: "anything" | "component"): PatternToken => ({ token: { kind: "*" }, reach });
  const one: PatternToken = { token: { kind: "?" }, reach: "anything" };

  it("does not take a piece that may have colons for a part without them", () => {
    const tokens = [literal("arn:aws:s"), star("component"), literal("x")];
    assert.deepEqual(meets(tokens, ["arn:aws:s", UNKNOWN, "x"]), [true, false]);
    assert.deepEqual(
      meets([literal("arn:aws:s"), star("anything"), literal("x")], ["arn:aws:s", UNKNOWN, "x"]),
      [true, true],
    );
  });

  it("does not take a piece for one character", () => {
    assert.deepEqual(meets([literal("a"), one, literal("b")], ["a", UNKNOWN, "b"]), [true, false]);
    assert.deepEqual(meets([literal("a"), one, literal("b")], ["a", UNKNOWN, "c"]), [false, false]);
  });

  it("joins pieces, and knows what has none", () => {
    assert.deepEqual(meets([literal("ab")], ["a", "", "b"]), [true, true]);
    assert.deepEqual(meets([literal("ab")], ["a", UNKNOWN, "", UNKNOWN, "b"]), [true, false]);
    assert.deepEqual(meets([], []), [true, true]);
  });
});

/** How often a place of the text is looked at. */
function countReads(
  ask: (glob: Glob, text: Int32Array) => boolean,
  glob: Glob,
  text: PartialResource,
): number {
  let reads = 0;
  const watched = new Proxy(readPartialText(text), {
    get: (codes, key) => {
      reads++;
      return Reflect.get(codes, key, codes) as unknown;
    },
  });
  ask(glob, watched);
  return reads;
}

describe("the work of a pattern against a text of which pieces are unknown", () => {
  const star = { kind: "*", reach: "anything" } as const;
  const within = { kind: "*", reach: "component" } as const;
  const one = { kind: "?", reach: "anything" } as const;
  type Part = Glob["parts"][number];
  const times = <Value>(count: number, ...values: readonly Value[]) =>
    Array.from({ length: count }, () => values).flat();
  const worst: Readonly<Record<string, (size: number) => readonly Part[]>> = {
    "stars and letters": (size) => times<Part>(size / 2, "a", star),
    "stars within a part": (size) => times<Part>(size / 2, within, "a"),
    "a long text after a star": (size) => [star, "a".repeat(size - 2), "b"],
    "question marks after a star": (size) => [star, ...times<Part>(size - 2, one), "b"],
    "letters alone": (size) => ["a".repeat(size)],
  };
  const texts: Readonly<Record<string, (size: number) => PartialResource>> = {
    known: (size) => "a".repeat(size),
    "unknown at the end": (size) => ["a".repeat(size), UNKNOWN],
    "unknown everywhere": (size) => times<string | typeof UNKNOWN>(size / 2, "a", UNKNOWN),
  };
  const size = 3_000;
  for (const [name, partsOf] of Object.entries(worst)) {
    for (const [kind, textOf] of Object.entries(texts)) {
      it(`is linear in both: ${name}, ${kind}`, () => {
        const glob = { parts: partsOf(size), length: size };
        for (const ask of [mayMatch, matchesEvery]) {
          const reads = countReads(ask, glob, textOf(size));
          assert.ok(reads <= 64 * (size + size), `${reads} reads`);
        }
      });
    }
  }

  it("does not grow with the value of a variable that stands there often", () => {
    const parts = times(size / 4, "a".repeat(2_000));
    const reads = countReads(mayMatch, { parts, length: size / 4 }, ["a", UNKNOWN]);
    assert.ok(reads <= 64 * size, `${reads} reads`);
  });
});

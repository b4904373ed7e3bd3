/**
 * Long texts and long values of variables that almost match: what the engine looks for in another way than short ones. The
 * oracle knows one way alone, and takes its time.
 */
import fc from "fast-check";
import type { ScenarioSeries } from "./scenario.ts";

export const LONG_KEY = "app:long";

const unit = fc.string({ unit: fc.constantFrom("a", "a", "a", "b", ":"), minLength: 1, maxLength: 4 });
const repeated = (length: fc.Arbitrary<number>) =>
  fc.tuple(unit, length).map(([text, wanted]) => text.repeat(Math.ceil(wanted / text.length)));

const part = fc.oneof(
  fc.constantFrom("*", "*", "*", "?", `\${${LONG_KEY}}`, `\${${LONG_KEY}}`),
  unit,
  repeated(fc.integer({ min: 30, max: 80 })),
);

const written = fc.array(part, { minLength: 2, maxLength: 6 }).map((parts) => parts.join(""));

/** Text that the pattern matches, or nearly: what it writes, with something in place of its stars. */
const textFor = (pattern: string, value: string) =>
  fc
    .tuple(fc.array(repeated(fc.integer({ min: 1, max: 700 })), { minLength: 1, maxLength: 3 }), fc.boolean())
    .map(([fills, isNear]) => {
      let index = 0;
      const text = pattern
        .replaceAll(`\${${LONG_KEY}}`, value)
        .replaceAll("?", "b")
        .replaceAll("*", () => fills[index++ % fills.length]!);
      return isNear ? `${text.slice(0, -2)}b${text.slice(-1)}` : text;
    });

interface Setting {
  readonly lead: string;
  readonly statement: (pattern: string) => object;
  readonly isResource?: true;
}

const onText = (operator: string, lead: string): Setting => ({
  lead,
  statement: (pattern) => ({ Condition: { [operator]: { "app:text": lead + pattern } } }),
});

const setting = fc.constantFrom<Setting[]>(
  onText("StringLike", ""),
  onText("StringNotLike", ""),
  onText("StringEquals", ""),
  onText("StringEqualsIgnoreCase", ""),
  onText("ArnLike", "arn:aws:s3:::"),
  onText("ArnNotLike", "arn:aws:s3::"),
  {
    lead: "arn:aws:s3:::",
    statement: (pattern) => ({ Resource: `arn:aws:s3:::${pattern}` }),
    isResource: true,
  },
  {
    lead: "arn:aws:s3:",
    statement: (pattern) => ({ Resource: `arn:aws:s3:*:a*a:${pattern}` }),
    isResource: true,
  },
);

/** @param policyOf a policy of one statement */
export const longValueSeries = (
  base: ScenarioSeries["requests"][number],
  policyOf: (statement: object) => NonNullable<ScenarioSeries["layers"]["identity"]>[number],
): fc.Arbitrary<ScenarioSeries> =>
  fc
    .tuple(setting, written, repeated(fc.integer({ min: 1, max: 250 })))
    .chain(([about, pattern, value]) =>
      fc.record({
        about: fc.constant(about),
        pattern: fc.constant(pattern),
        value: fc.constant(value),
        text: textFor(pattern, value),
      }),
    )
    .map(({ about: { lead, statement, isResource }, pattern, value, text }) => ({
      layers: { identity: [policyOf(statement(pattern))] },
      requests: [
        {
          ...base,
          ...(isResource === true ? { resource: lead + text } : {}),
          context: new Map([
            [LONG_KEY, value],
            ["app:text", lead + text],
          ]),
        },
      ],
    }));

/** Condition blocks and the contexts that they are asked about. */
import fc from "fast-check";
import type { ContextValue } from "../../src/request/request.ts";
import { dateText } from "./date.ts";
import {
  absentKeys,
  address,
  addressRange,
  contextKeys,
  type ListedKind,
  type ValueKind,
  valueKinds,
} from "./texts.ts";
import { withTypo } from "./typo.ts";

const operatorsByKind: { readonly [Kind in ValueKind]: readonly string[] } = {
  string: [
    "StringEquals",
    "StringNotEquals",
    "StringEqualsIgnoreCase",
    "StringNotEqualsIgnoreCase",
    "StringLike",
    "StringNotLike",
  ],
  numeric: [
    "NumericEquals",
    "NumericNotEquals",
    "NumericLessThan",
    "NumericLessThanEquals",
    "NumericGreaterThan",
    "NumericGreaterThanEquals",
  ],
  date: [
    "DateEquals",
    "DateNotEquals",
    "DateLessThan",
    "DateLessThanEquals",
    "DateGreaterThan",
    "DateGreaterThanEquals",
  ],
  boolean: ["Bool"],
  binary: ["BinaryEquals"],
  address: ["IpAddress", "NotIpAddress"],
  arn: ["ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"],
};

/** What a key's values usually are, so that operators and values meet; now and then they are something else. */
const usualKinds: { readonly [Key in (typeof contextKeys)[number]]: ValueKind } = {
  "aws:username": "string",
  "aws:PrincipalTag/team": "string",
  "aws:TagKeys": "string",
  "aws:SourceIp": "address",
  "aws:CurrentTime": "date",
  "aws:SecureTransport": "boolean",
  "aws:SourceArn": "arn",
  "s3:max-keys": "numeric",
  "app:Blob": "binary",
};

const kinds = Object.keys(operatorsByKind) as readonly ValueKind[];
const usually = <Value>(usual: fc.Arbitrary<Value>, odd: fc.Arbitrary<Value>) =>
  fc.oneof({ arbitrary: usual, weight: 9 }, { arbitrary: odd, weight: 1 });

const actualOf = (kind: ValueKind): fc.Arbitrary<string> =>
  kind === "address" ? address : fc.constantFrom(...valueKinds[kind as ListedKind].actual);
const expectedOf = (kind: ValueKind): fc.Arbitrary<string> =>
  kind === "address" ? addressRange : fc.constantFrom(...valueKinds[kind as ListedKind].expected);

const anyActual = fc.constantFrom(...kinds).chain(actualOf);
const anyExpected = fc.constantFrom(...kinds).chain(expectedOf);

/** Keys in lower case, as the request's context has them. Most keys have a value. */
export const context: fc.Arbitrary<ReadonlyMap<string, ContextValue>> = fc
  .tuple(
    ...contextKeys.map((key) => {
      const value = usually(actualOf(usualKinds[key]), anyActual);
      const present = fc.oneof(
        { arbitrary: value as fc.Arbitrary<ContextValue>, weight: key === "aws:TagKeys" ? 1 : 6 },
        { arbitrary: fc.array(value, { maxLength: 3 }), weight: key === "aws:TagKeys" ? 6 : 1 },
      );
      return fc.option(present, { nil: undefined, freq: 4 });
    }),
  )
  .map((values) => {
    const entries = contextKeys.flatMap((key, index): [string, ContextValue][] => {
      const value = values[index];
      return value === undefined ? [] : [[key.toLowerCase(), value]];
    });
    return new Map(entries);
  });

const spelled = (key: string) => fc.constantFrom(key, key, key, key.toUpperCase(), key.toLowerCase());

const operatorName = (operator: string) =>
  fc
    .tuple(
      fc.constantFrom("", "", "ForAllValues:", "ForAnyValue:"),
      fc.constantFrom("", "", operator === "Null" ? "" : "IfExists"),
    )
    .map(([quantifier, ifExists]) => `${quantifier}${operator}${ifExists}`);

interface WrittenCondition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

const comparingCondition: fc.Arbitrary<WrittenCondition> = fc
  .constantFrom(...contextKeys, ...absentKeys)
  .chain((key) => {
    const usual: ValueKind = (usualKinds as Record<string, ValueKind>)[key] ?? "string";
    return usually(fc.constant(usual), fc.constantFrom(...kinds)).chain((kind) =>
      fc.record({
        operator: fc.constantFrom(...operatorsByKind[kind]).chain(operatorName),
        key: spelled(key),
        values: fc.oneof(
          {
            arbitrary: fc.array(usually(expectedOf(kind), anyExpected), { minLength: 1, maxLength: 3 }),
            weight: 29,
          },
          { arbitrary: fc.constant([]), weight: 1 },
        ),
      }),
    );
  });

const nullCondition: fc.Arbitrary<WrittenCondition> = fc.record({
  operator: operatorName("Null"),
  key: fc.constantFrom(...contextKeys, ...absentKeys).chain(spelled),
  values: fc.array(fc.constantFrom("true", "false", "False", "yes"), { minLength: 1, maxLength: 2 }),
});

/** A statement's Condition element, in AWS's form. Two entries of one operator and key fall together. */
export const conditionBlock = fc
  .array(fc.oneof({ arbitrary: comparingCondition, weight: 9 }, { arbitrary: nullCondition, weight: 1 }), {
    maxLength: 2,
  })
  .map((conditions) => {
    const block: Record<string, Record<string, readonly string[]>> = {};
    for (const { operator, key, values } of conditions) {
      block[operator] ??= {};
      block[operator][key] = values;
    }
    return block;
  });

/** One condition on one key, and a context whose value for it comes from the same alphabet, or is nearly the policy's. */
export const conditionOn = (kind: ValueKind) =>
  fc.array(focusedExpected(kind), { minLength: 1, maxLength: 2 }).chain((expected) => {
    const actual = fc.oneof(focusedActual(kind), fc.constantFrom(...expected).chain(withTypo));
    return fc
      .record({
        operator: fc.constantFrom(...operatorsByKind[kind]).chain(operatorName),
        actual: fc.oneof(
          { arbitrary: actual as fc.Arbitrary<ContextValue>, weight: 3 },
          { arbitrary: fc.array(actual, { maxLength: 3 }), weight: 1 },
        ),
        others: context,
      })
      .map((about) => ({
        block: { [about.operator]: { "app:Key": expected } },
        context: new Map([...about.others, ["app:key", about.actual]]) as ReadonlyMap<string, ContextValue>,
      }));
  });

const focusedActual = (kind: ValueKind) =>
  kind === "date" ? fc.oneof(actualOf(kind), dateText) : actualOf(kind);
const focusedExpected = (kind: ValueKind) =>
  (kind === "date" ? fc.oneof(expectedOf(kind), dateText) : expectedOf(kind)).chain(withTypo);

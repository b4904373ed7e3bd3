/** Questions of which one thing is unknown that is easily got wrong: a variable, a piece of the resource, a grant. */
import fc from "fast-check";
import type { ContextValue } from "../../src/request/request.ts";
import { UNKNOWN } from "../../src/unknown/unknown.ts";
import type { CutResource, Unknowns } from "./completion.ts";
import { baseRequest, baseStatement, policyOf } from "./focused.ts";
import type { WrittenPolicy, WrittenStatement } from "./policy.ts";
import { elementNaming, principal } from "./principal.ts";
import type { ScenarioSeries } from "./scenario.ts";
import { accountIds } from "./texts.ts";

export interface UnknownCase {
  readonly series: ScenarioSeries;
  readonly unknowns: Unknowns;
}

const effect = fc.constantFrom<("Allow" | "Deny")[]>("Allow", "Deny");

/** The statement, and beside a Deny an Allow of all. */
const policyAbout = (statement: WrittenStatement): WrittenPolicy => {
  const { Statement } = policyOf("2012-10-17", statement);
  return {
    Version: "2012-10-17",
    Statement: statement.Effect === "Deny" ? [...Statement, baseStatement] : Statement,
  };
};

const identity = (statement: WrittenStatement) => ({ identity: [policyAbout(statement)] });

const template = fc.constantFrom(
  "${app:who}",
  "home/${app:who}/*",
  "${app:who, 'alice'}",
  "${APP:Who}b",
  "a${app:who}?",
  "${aws:TagKeys}",
  "${aws:TagKeys, 'bob'}",
  "${app:absent}${app:who}",
  "arn:aws:iam::*:user/${app:who}",
  "arn:aws:iam::${app:who}",
  "${app:who}:aws:iam::111111111111:user/alice",
  "arn:aws:s3::${app:who}",
  "not-an-arn",
  "*",
  "alice",
);
const textual = fc.constantFrom(
  ...["StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "StringEqualsIgnoreCase"],
  ...["StringNotEqualsIgnoreCase", "ArnLike", "ArnNotLike"],
);
const text = fc.constantFrom(
  ...["alice", "ALICE", "bob", "home/alice/x", "ab", "aab", "bucket", "not-an-arn", "HOME/ALICE/*"],
  ...["arn:aws:iam::111111111111:user/alice", "arn:aws:iam::111111111111:user/a", "arn:aws:s3:::bucket"],
);
const quantifier = fc.constantFrom("", "", "ForAllValues:", "ForAnyValue:");
const ifExists = fc.constantFrom("", "", "IfExists");
const known = fc.oneof(text as fc.Arbitrary<ContextValue>, fc.array(text, { maxLength: 3 }));

const aboutVariable: fc.Arbitrary<UnknownCase> = fc
  .record({
    effect,
    operator: fc.tuple(quantifier, textual, ifExists).map((parts) => parts.join("")),
    values: fc.array(template, { minLength: 1, maxLength: 3 }),
    known,
    unknown: fc.constantFrom(
      ["app:who"],
      ["aws:tagkeys"],
      ["app:who", "app:key"],
      ["app:who", "aws:tagkeys"],
    ),
  })
  .map(({ effect: Effect, operator, values, known: value, unknown: keys }) => ({
    series: {
      layers: identity({ ...baseStatement, Effect, Condition: { [operator]: { "app:Key": values } } }),
      requests: [{ ...baseRequest, context: new Map([["app:key", value]]) }],
    },
    unknowns: { keys, resource: [baseRequest.resource] },
  }));

/** A key with several values, or one; also with a value that nothing can be equal to. */
const aboutSet: fc.Arbitrary<UnknownCase> = fc
  .record({
    effect,
    operator: fc
      .tuple(
        quantifier,
        fc.constantFrom("StringLike", "StringNotEquals", "NumericEquals", "IpAddress", "Null"),
      )
      .map(([set, name]) => (name === "Null" ? name : set + name)),
    exists: ifExists,
    key: fc.constantFrom("app:Key", "aws:TagKeys"),
    values: fc.array(fc.constantFrom("*", "a", "10", "true", "false", "10.0.0.0/8"), { maxLength: 2 }),
  })
  .map(({ effect: Effect, operator, exists, key, values }) => ({
    series: {
      layers: identity({
        ...baseStatement,
        Effect,
        Condition: { [operator === "Null" ? operator : operator + exists]: { [key]: values } },
      }),
      requests: [baseRequest],
    },
    unknowns: { keys: [key.toLowerCase()], resource: [baseRequest.resource] },
  }));

const resources = [
  "arn:aws:s3:::bucket/alice/x",
  "arn:aws:s3:::bucket/a:b:c",
  "arn:aws:sqs:us-east-1:111111111111:queue",
  "arn:aws:iam::111111111111:role/aws-service-role/x",
] as const;

/** Pieces of a text in place of which something else stands. */
const holes = fc.array(fc.tuple(fc.nat(45), fc.nat(14)), { minLength: 1, maxLength: 2 });

function replaceHoles(
  text: string,
  all: readonly (readonly [number, number])[],
  fill: (index: number) => string,
): string {
  let made = "";
  let at = 0;
  for (const [index, [from, length]] of [...all].sort(([left], [right]) => left - right).entries()) {
    if (from < at || from > text.length) continue;
    made += text.slice(at, from) + fill(index);
    at = from + length;
  }
  return made + text.slice(at);
}

/** Stands in no text. */
const HOLE = "\u0000";

const cut = (text: string, all: readonly (readonly [number, number])[]): CutResource =>
  replaceHoles(text, all, () => HOLE)
    .split(HOLE)
    .flatMap((piece, index) => (index === 0 ? [piece] : [UNKNOWN, piece]));

const aboutResource: fc.Arbitrary<UnknownCase> = fc
  .record({
    effect,
    name: fc.constantFrom("Resource", "Resource", "NotResource"),
    resource: fc.constantFrom(...resources),
    holes,
    patterns: fc.array(
      fc.tuple(
        fc.option(holes, { nil: undefined }),
        fc.array(fc.constantFrom("*", "*", "?", "*?", "?*", "${app:who}"), { minLength: 2, maxLength: 2 }),
      ),
      { minLength: 1, maxLength: 2 },
    ),
    keys: fc.constantFrom([], [], ["app:who"]),
    isKnown: fc.constantFrom(false, false, true),
  })
  .map((made) => {
    const values = made.patterns.map(([own, fills]) =>
      replaceHoles(made.resource, own ?? made.holes, (index) => fills[index % 2]!),
    );
    const { Resource: _, ...statement } = baseStatement;
    return {
      series: {
        layers: identity({ ...statement, Effect: made.effect, [made.name]: values }),
        requests: [{ ...baseRequest, resource: made.resource, context: new Map([["app:who", "alice"]]) }],
      },
      unknowns: made.isKnown
        ? { keys: ["app:who"], resource: [made.resource] }
        : { keys: made.keys, resource: cut(made.resource, made.holes) },
    };
  });

const mayBe = <Value>(value: Value) => fc.option(fc.constant(value), { nil: undefined });
const conditionOn = (key: string) => ({ Condition: { StringEquals: { [key]: "a" } } });

/** What names a principal, under a condition or none, in a resource's policy; and what else must allow. */
const aboutGrants: fc.Arbitrary<UnknownCase> = principal
  .chain((who) =>
    fc.record({
      who: fc.constant(who),
      statements: fc.array(
        fc.record({
          Effect: fc.constantFrom<("Allow" | "Deny")[]>("Allow", "Allow", "Deny"),
          element: elementNaming(who),
          condition: mayBe(conditionOn("app:one")),
        }),
        { minLength: 1, maxLength: 3 },
      ),
      own: fc.record({
        identity: mayBe(conditionOn("app:two")),
        boundary: fc.option(mayBe(conditionOn("app:two")), { nil: null }),
        session: fc.option(mayBe(conditionOn("app:three")), { nil: null }),
        serviceControl: fc.option(mayBe(conditionOn("app:three")), { nil: null }),
        resourceControl: fc.option(mayBe(conditionOn("app:two")), { nil: null }),
      }),
      isRequired: fc.boolean(),
      owner: fc.constantFrom(...accountIds, "accountId" in who ? who.accountId : accountIds[0]),
      resource: fc.constantFrom<CutResource>(
        ["arn:aws:iam::111111111111:role/deploy"],
        ["arn:aws:iam::111111111111:role/aws-service-role/x"],
        ["arn:aws:iam::111111111111:role/", UNKNOWN],
        [UNKNOWN],
      ),
    }),
  )
  .map(({ who, statements, own, isRequired, owner, resource }) => {
    const allowing = (condition: object | undefined): readonly WrittenPolicy[] => [
      policyOf("2012-10-17", { ...baseStatement, ...condition }),
    ];
    const levels = (condition: object | undefined | null) =>
      condition === null ? undefined : [allowing(condition)];
    const { boundary, session, serviceControl, resourceControl } = own;
    const everyone = resourceControl === null ? undefined : { Principal: "*", ...resourceControl };
    const layers = {
      resource: statements.map(({ Effect, element, condition }) =>
        policyOf("2012-10-17", { ...baseStatement, Effect, ...element, ...condition }),
      ),
      resourcePolicyRequired: isRequired,
      identity: allowing(own.identity),
      boundary: boundary === null ? undefined : allowing(boundary),
      session: levels(session),
      serviceControl: levels(serviceControl),
      resourceControl: everyone && [allowing(everyone)],
    };
    const request = {
      ...baseRequest,
      principal: who,
      action: "sts:AssumeRole",
      resource: "arn:aws:iam::111111111111:role/aws-service-role/x",
      resourceAccountId: owner,
    };
    const present = Object.entries(layers).filter(([, value]) => value !== undefined);
    return {
      series: { layers: Object.fromEntries(present) as ScenarioSeries["layers"], requests: [request] },
      unknowns: { keys: ["app:one", "app:two", "app:three"], resource },
    };
  });

export const focusedUnknown: fc.Arbitrary<UnknownCase> = fc.oneof(
  { arbitrary: aboutVariable, weight: 3 },
  { arbitrary: aboutSet, weight: 1 },
  { arbitrary: aboutResource, weight: 3 },
  { arbitrary: aboutGrants, weight: 3 },
);

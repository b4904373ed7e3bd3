import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parsePolicy } from "../document/parse.ts";
import type { AuthorizationRequest } from "../request/request.ts";
import { type CompiledPolicy, compilePolicy } from "./compile-policy.ts";
import { compilePolicySet } from "./policy-set.ts";
import { PolicySetCache } from "./policy-set-cache.ts";
import { RecentMap } from "./recent-map.ts";
import { ALLOWED, DENIED, NOTHING } from "./verdict.ts";

interface WrittenStatement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: string;
  readonly NotResource?: string;
  readonly Condition?: object;
}

function compile(...statements: readonly WrittenStatement[]): CompiledPolicy {
  const parsed = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statements }), "identity");
  if (!parsed.ok) throw new Error(parsed.findings[0]!.message);
  return compilePolicy(parsed.policy);
}

function request(action: string, resource: string, context: Record<string, string | string[]> = {}) {
  const accountId = "111122223333";
  const principal = { kind: "user", accountId, arn: `arn:aws:iam::${accountId}:user/a`, id: "AIDA" } as const;
  const asked = { principal, action, resource, resourceAccountId: accountId };
  return { ...asked, context: new Map(Object.entries(context)) } satisfies AuthorizationRequest;
}

/** What the statements say one by one, without an index. */
function askEach(policy: CompiledPolicy, { action, resource, context }: AuthorizationRequest) {
  const applying = policy.statements.filter(
    (statement) =>
      statement.matchesAction(action) &&
      statement.matchesResource(resource, context) &&
      statement.conditions.every((condition) => condition.isMet(context)),
  );
  if (applying.some((statement) => statement.isDeny)) return DENIED;
  return applying.length > 0 ? ALLOWED : NOTHING;
}

const names = fc.constantFrom("ann", "anna", "annä", "bob", "logs", "ä", "x");
const resources = fc.oneof(
  fc.constantFrom("*", "arn:aws:s3:::*", "arn:aws:sqs:*:*:*"),
  names.map((name) => `arn:aws:s3:::${name}`),
  names.map((name) => `arn:aws:s3:::${name}/*`),
  names.map((name) => `arn:aws:s3:::*-${name}/data`),
  names.map((name) => `arn:aws:s3:::*${name}*${name}*`),
  names.map((name) => `arn:aws:sqs:*:*:${name}-*`),
  names.map((name) => `arn:aws:sqs:eu-*:1:queue:${name}`),
  names.map((name) => `arn:aws:sqs:*:1:\${aws:username}:${name}`),
);
const conditions = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  names.map((name) => ({ StringEquals: { "aws:ResourceTag/team": name } })),
  fc.tuple(names, names).map((pair) => ({ "ForAnyValue:StringEquals": { "aws:TagKeys": pair } })),
  names.map((name) => ({ StringNotEquals: { "aws:ResourceTag/team": name } })),
);
const effects = fc.constantFrom("Allow", "Allow", "Allow", "Deny");
const actions = fc.constantFrom("s3:GetObject", "s3:Get*", "*", "*:*Object", ["sqs:Send", "s3:GetObject"]);
const lists = { minLength: 1, maxLength: 30 };
const statements = fc.oneof(
  fc.array(
    fc.record({ Effect: effects, Action: actions, Resource: resources, Condition: conditions }),
    lists,
  ),
  // Many statements about one resource, told apart by their conditions alone.
  fc
    .tuple(resources, fc.array(fc.record({ Effect: effects, Action: actions, Condition: conditions }), lists))
    .map(([Resource, list]) => list.map((statement) => ({ ...statement, Resource }))),
  fc.array(fc.record({ Effect: effects, Action: actions, NotResource: resources }), lists),
);
const asked = fc.oneof(
  fc.tuple(names, names).map(([a, b]) => `arn:aws:s3:::${a}-${b}/data`),
  names.map((name) => `arn:aws:s3:::${name}/${name}`),
  fc.tuple(names, names).map(([a, b]) => `arn:aws:sqs:eu-west-1:1:${a}-${b}`),
  fc.tuple(names, names).map(([a, b]) => `arn:aws:sqs:eu-1:1:queue:${a}:${b}`),
  fc.tuple(names, names).map(([a, b]) => `arn:aws:sqs:eu-1:1:${a}:${b}`),
  names.map((name) => `arn:aws:s3:::${name}${"-x:logs".repeat(40)}`),
);
const contexts = fc.record({
  "aws:username": names,
  "aws:resourcetag/team": names,
  "aws:tagkeys": fc.array(names, { maxLength: 3 }),
});

test("the index says what the statements say one by one", () => {
  fc.assert(
    fc.property(statements, asked, contexts, (written, resource, context) => {
      const policy = compile(...written);
      const set = compilePolicySet([policy]);
      const question = request("S3:GetObject", resource, context);
      const expected = askEach(policy, question);
      // The first time without an index, the second time it is made, the third time it is there.
      for (const time of [1, 2, 3]) assert.equal(set.ask(question), expected, `asked ${time} times`);
    }),
    { numRuns: 1000 },
  );
});

test("a flood of actions does not change an answer", () => {
  const set = compilePolicySet([
    compile({ Effect: "Allow", Action: "s3:Get*", Resource: "arn:aws:s3:::b/*" }),
  ]);
  const known = request("s3:GetObject", "arn:aws:s3:::b/x");
  for (let index = 0; index < 5000; index++) {
    assert.equal(set.ask(request(`s3:Get${index}`, "arn:aws:s3:::b/x")), ALLOWED);
    assert.equal(set.ask(request(`s3:Put${index}`, "arn:aws:s3:::b/x")), NOTHING);
    assert.equal(set.ask(known), ALLOWED);
  }
});

test("names that every object has are actions like any other", () => {
  const set = compilePolicySet([compile({ Effect: "Allow", Action: "s3:*", Resource: "*" })]);
  for (const action of ["__proto__", "constructor", "toString", "", ":"]) {
    assert.equal(set.ask(request(action, "*")), NOTHING);
  }
});

test("the same policies in any order make one set, others another", () => {
  const cache = new PolicySetCache({ maxSets: 4 });
  const [first, second] = [1, 2].map(() => compile({ Effect: "Allow", Action: "*", Resource: "*" }));
  const both = cache.intern([first!, second!]);
  assert.equal(cache.intern([second!, first!]), both);
  assert.notEqual(cache.intern([first!]), both);
  assert.equal(both.policyCount, 2);
});

test("a map with a limit keeps what is asked for and forgets the rest", () => {
  const map = new RecentMap<number, number>(8);
  map.set(-1, -1);
  for (let key = 0; key < 100; key++) {
    map.set(key, key);
    assert.equal(map.get(-1), -1);
    assert.equal(map.get(key), key);
  }
  const kept = Array.from({ length: 100 }, (_, key) => key).filter((key) => map.get(key) !== undefined);
  assert.ok(kept.length <= 8, `${kept.length} are kept`);
});

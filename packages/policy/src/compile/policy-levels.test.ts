import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { decide } from "../decide/decide.ts";
import { parsePolicy } from "../document/parse.ts";
import { compilePolicy } from "./compile-policy.ts";
import { PolicySetCache } from "./policy-set-cache.ts";

const ACCOUNT = "111122223333";
const USER = { kind: "user", accountId: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:user/a`, id: "AIDA" } as const;

const statement = fc.record({
  Effect: fc.constantFrom("Allow", "Deny"),
  Action: fc.constantFrom("*", "iam:*", "iam:Get*", "s3:GetObject"),
  Resource: fc.constantFrom("*", "arn:aws:iam::111122223333:user/a"),
});
const levels = fc.array(fc.array(fc.array(statement, { minLength: 1, maxLength: 2 }), { maxLength: 3 }), {
  maxLength: 4,
});

function compile(statements: readonly object[]) {
  const parsed = parsePolicy(
    JSON.stringify({ Version: "2012-10-17", Statement: statements }),
    "serviceControl",
  );
  assert.ok(parsed.ok);
  return compilePolicy(parsed.policy);
}

test("to ask what is left of the levels for an action is to ask all of them, also once everything was forgotten", () => {
  fc.assert(
    fc.property(
      levels,
      fc.array(fc.constantFrom("iam:GetUser", "s3:GetObject", "sqs:X")),
      (written, actions) => {
        // So small that plans are forgotten every now and then.
        const cache = new PolicySetCache({ maxSets: 8, maxPlanBytes: 3_000 });
        const known = cache.internLevels(written.map((policies) => cache.intern(policies.map(compile))));
        const identity = cache.intern([compile([{ Effect: "Allow", Action: "*", Resource: "*" }])]);
        for (const action of actions) {
          const request = {
            principal: USER,
            action,
            resource: USER.arn,
            resourceAccountId: ACCOUNT,
            context: new Map(),
          };
          const all = decide(request, { identity, serviceControl: known.sets });
          assert.equal(decide(request, { identity, serviceControl: known.about(action) }), all);
        }
      },
    ),
  );
});

test("the same sets in the same order are the same levels, and those that allow everything are not asked", () => {
  const cache = new PolicySetCache({ maxSets: 8 });
  const full = cache.intern([compile([{ Effect: "Allow", Action: "*", Resource: "*" }])]);
  const some = cache.intern([compile([{ Effect: "Allow", Action: "iam:*", Resource: "*" }])]);
  assert.equal(cache.internLevels([full, some]), cache.internLevels([full, some]));
  assert.notEqual(cache.internLevels([full, some]), cache.internLevels([some, full]));
  assert.deepEqual(cache.internLevels([full, some, full]).about("iam:GetUser"), []);
  assert.deepEqual(cache.internLevels([full, some, full]).about("s3:GetObject"), [some]);
});

test("levels that are deny lists for an action are one, and a policy that stands in several is asked once", () => {
  const cache = new PolicySetCache({ maxSets: 16 });
  const full = compile([{ Effect: "Allow", Action: "*", Resource: "*" }]);
  const deny = compile([{ Effect: "Deny", Action: "iam:*", Resource: USER.arn }]);
  const other = compile([{ Effect: "Deny", Action: "iam:Get*", Resource: USER.arn }]);
  const some = cache.intern([compile([{ Effect: "Allow", Action: "iam:*", Resource: USER.arn }])]);
  const known = cache.internLevels([cache.intern([full, deny]), some, cache.intern([full, deny, other])]);
  const [joined, left, ...none] = known.about("iam:GetUser");
  assert.deepEqual(joined?.policies, [full, deny, other]);
  assert.deepEqual([left, none], [some, []]);
});

test("what levels work out is counted", () => {
  const cache = new PolicySetCache({ maxSets: 8, maxPlanBytes: 20_000 });
  const known = cache.internLevels([
    cache.intern([compile([{ Effect: "Allow", Action: "*", Resource: "*" }])]),
  ]);
  for (let index = 0; index < 10_000; index++) {
    known.about(`iam:Action${index}`);
    assert.ok(cache.planBytes <= 20_000);
  }
});

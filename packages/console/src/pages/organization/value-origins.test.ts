import assert from "node:assert/strict";
import { test } from "node:test";
import { type AttachedDocument, originsOf } from "./value-origins.ts";

const at = (policyName: string, where: string, content: object): AttachedDocument => ({
  policyId: `p-${policyName}`,
  policyName,
  at: where,
  content: JSON.stringify(content),
});
const tag = (name: string, more: object) => ({ tags: { [name]: more } });

test("each value has the policy that put it there: the nearest that assigns it, the first that appends it", () => {
  const attached = [
    at(
      "base",
      "Root",
      tag("CostCenter", { tag_key: { "@@assign": "CostCenter" }, tag_value: { "@@assign": ["a", "b"] } }),
    ),
    at(
      "more",
      "Unit",
      tag("costcenter", { tag_value: { "@@append": ["c"] }, enforced_for: { "@@assign": ["s3:bucket"] } }),
    ),
    at(
      "own",
      "Account",
      tag("costcenter", { tag_key: { "@@assign": "costcenter" }, tag_value: { "@@append": ["c", "d"] } }),
    ),
  ];
  const effective = {
    tags: {
      costcenter: { tag_key: "costcenter", tag_value: ["a", "b", "c", "d"], enforced_for: ["s3:bucket"] },
    },
  };
  assert.deepEqual(
    originsOf(JSON.stringify(effective), attached).map(
      ({ path, value, origin }) => `${path} = ${value}: ${origin?.policyName}`,
    ),
    [
      "tags / costcenter / tag_key = costcenter: own",
      "tags / costcenter / tag_value = a: base",
      "tags / costcenter / tag_value = b: base",
      "tags / costcenter / tag_value = c: more",
      "tags / costcenter / tag_value = d: own",
      "tags / costcenter / enforced_for = s3:bucket: more",
    ],
  );
});

test("a list that is assigned anew forgets what stood above; what nobody says has no origin", () => {
  const attached = [
    at("base", "Root", tag("t", { tag_value: { "@@assign": ["a", "b"] } })),
    at("own", "Account", tag("t", { tag_value: { "@@assign": ["b"] } })),
  ];
  const effective = JSON.stringify({ tags: { t: { tag_value: ["b"], other: 7 } } });
  assert.deepEqual(
    originsOf(effective, attached).map(({ value, origin }) => [value, origin?.policyName]),
    [
      ["b", "own"],
      ["7", undefined],
    ],
  );
});

test("where one above forbids it, what is said below does not count", () => {
  const attached = [
    at(
      "base",
      "Root",
      tag("t", { tag_key: { "@@assign": "T", "@@operators_allowed_for_child_policies": ["@@none"] } }),
    ),
    at("own", "Account", tag("t", { tag_key: { "@@assign": "t" } })),
  ];
  const [found] = originsOf(JSON.stringify({ tags: { t: { tag_key: "T" } } }), attached);
  assert.equal(found?.origin?.policyName, "base");
});

test("what is no JSON has no values", () => {
  assert.deepEqual(originsOf("", [at("x", "Root", {})]), []);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { hasShape } from "./document-shape.ts";
import { readManagementPolicy } from "./read-management-policy.ts";

const CONTROL = "@@operators_allowed_for_child_policies";
const inTags = (value: unknown) => JSON.stringify({ tags: { k: { tag_value: value } } });

const REFUSED: Readonly<Record<string, string>> = {
  "no JSON": "{",
  "no object": "[]",
  "another root": JSON.stringify({ plans: {} }),
  "two roots": JSON.stringify({ tags: {}, other: {} }),
  "a root in another case": JSON.stringify({ Tags: {} }),
  "a value without an operator": inTags("x"),
  "an unknown operator": inTags({ "@@replace": "x" }),
  "a list of lists": inTags({ "@@assign": [["x"]] }),
  "an object that is assigned": inTags({ "@@assign": { x: 1 } }),
  "null that is assigned": inTags({ "@@assign": null }),
  "a single value that is appended": inTags({ "@@append": "x" }),
  "a single value that is removed": inTags({ "@@remove": "x" }),
  "an unknown control": inTags({ [CONTROL]: ["@@some"] }),
  "an empty control": inTags({ [CONTROL]: [] }),
  "@@none with others": inTags({ [CONTROL]: ["@@none", "@@append"] }),
  "a control said twice": inTags({ [CONTROL]: ["@@append", "@@append"] }),
  "values and members at one place": inTags({ "@@assign": "x", inner: { "@@assign": "y" } }),
  "a name twice, in another case": JSON.stringify({ tags: { a: {}, A: {} } }),
};

test("what is no management policy is not read", () => {
  for (const [what, text] of Object.entries(REFUSED)) {
    assert.equal(readManagementPolicy(text, "tags"), undefined, what);
  }
});

test("every operator is read", () => {
  const operators = { "@@assign": "x", "@@append": ["y"], "@@remove": [1, true], [CONTROL]: ["@@all"] };
  const leaf = readManagementPolicy(inTags(operators), "tags")?.members.get("tags")?.members.get("k");
  const { members, allowedBelow, ...values } = leaf?.members.get("tag_value") ?? {};
  assert.deepEqual(values, { assign: "x", append: ["y"], remove: [1, true] });
  assert.deepEqual([members?.size, allowedBelow?.size], [0, 3]);
});

test("documents are read to a depth, so that the longest cannot exhaust the stack", () => {
  const nested = (depth: number) => `${'{"a":'.repeat(depth)}{}${"}".repeat(depth)}`;
  assert.ok(readManagementPolicy(`{"tags":${nested(18)}}`, "tags"));
  assert.equal(readManagementPolicy(`{"tags":${nested(30)}}`, "tags"), undefined);
  assert.equal(readManagementPolicy(`{"tags":${nested(200_000)}}`, "tags"), undefined);
});

function fits(type: Parameters<typeof hasShape>[0], rootKey: string, inner: object): boolean {
  const document = readManagementPolicy(JSON.stringify({ [rootKey]: inner }), rootKey);
  return document !== undefined && hasShape(type, document);
}

test("types whose documents AWS lists whole are held to them", () => {
  const assigned = (value: unknown) => ({ "@@assign": value });
  const ai = (value: object) =>
    fits("AISERVICES_OPT_OUT_POLICY", "services", { lex: { opt_out_policy: value } });
  assert.ok(ai(assigned("optIn")));
  assert.ok(ai({ [CONTROL]: ["@@none"] }));
  assert.ok(!ai(assigned("maybe")));
  assert.ok(!ai({ "@@append": ["optIn"] }));
  assert.ok(fits("TAG_POLICY", "tags", { k: { tag_key: assigned("K"), enforced_for: assigned(["ec2:*"]) } }));
  assert.ok(!fits("TAG_POLICY", "tags", { k: { tag_keys: assigned("K") } }));
  assert.ok(!fits("TAG_POLICY", "tags", { k: assigned("K") }));
  assert.ok(fits("S3_POLICY", "s3_attributes", { public_access_block_configuration: assigned("all") }));
  assert.ok(!fits("S3_POLICY", "s3_attributes", { public_access_block_configuration: assigned("some") }));
  assert.ok(fits("SECURITYHUB_POLICY", "securityhub", { enable_in_regions: assigned(["ALL_SUPPORTED"]) }));
  assert.ok(!fits("SECURITYHUB_POLICY", "securityhub", { regions: assigned([]) }));
  assert.ok(fits("BACKUP_POLICY", "plans", { anything: { goes: assigned("1") } }));
});

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { mergePolicies } from "./merge-policies.ts";
import type { PolicyNode } from "./policy-node.ts";
import { readManagementPolicy } from "./read-management-policy.ts";

/** One document a level, or a list of documents that are attached to the same one. */
type Level = object | readonly object[];

function merge(rootKey: string, levels: readonly Level[]): unknown {
  const read = (document: object): PolicyNode => {
    const node = readManagementPolicy(JSON.stringify(document), rootKey);
    assert.ok(node, `${JSON.stringify(document)} is read`);
    return node;
  };
  return mergePolicies(
    levels.map((level) => (Array.isArray(level) ? level.map(read) : [read(level as object)])),
  );
}

const ENFORCED = ["redshift:*", "dynamodb:table"];
const costCenter = (members: object) => ({ tags: { CostCenter: members } });
const AT_ROOT = costCenter({
  tag_key: { "@@assign": "CostCenter" },
  tag_value: { "@@assign": ["Development", "Support"] },
});

test("what a unit assigns takes the place of what the root assigned", () => {
  const unit = costCenter({
    tag_key: { "@@assign": "CostCenter" },
    tag_value: { "@@assign": ["Sandbox"] },
    enforced_for: { "@@assign": ENFORCED },
  });
  assert.deepEqual(merge("tags", [AT_ROOT, unit]), {
    tags: { costcenter: { tag_key: "CostCenter", tag_value: ["Sandbox"], enforced_for: ENFORCED } },
  });
});

test("what a unit appends stands behind what the root assigned", () => {
  const unit = costCenter({
    tag_value: { "@@append": ["Marketing", "Support"] },
    enforced_for: { "@@append": ENFORCED },
  });
  assert.deepEqual(merge("tags", [AT_ROOT, unit]), {
    tags: {
      costcenter: {
        tag_key: "CostCenter",
        tag_value: ["Development", "Support", "Marketing"],
        enforced_for: ENFORCED,
      },
    },
  });
});

test("what policies of one level allow those below is what all of them allow; the rest is passed over", () => {
  const control = "@@operators_allowed_for_child_policies";
  const first = costCenter({ tag_value: { [control]: ["@@append"], "@@assign": ["Maintenance"] } });
  const second = costCenter({ tag_value: { [control]: ["@@append", "@@remove"] } });
  const child = costCenter({ tag_value: { "@@remove": ["Maintenance"], "@@append": ["X"] } });
  assert.deepEqual(merge("tags", [[first, second], child]), {
    tags: { costcenter: { tag_value: ["Maintenance", "X"] } },
  });
  const grandchild = costCenter({ tag_value: { [control]: ["@@all"], "@@assign": ["Y"] } });
  assert.deepEqual(merge("tags", [[first, second], grandchild, grandchild]), {
    tags: { costcenter: { tag_value: ["Maintenance"] } },
  });
});

test("of two that one level assigns the first wins, and removing what is not there is no error", () => {
  const first = costCenter({ tag_value: { "@@assign": ["A"], "@@append": ["B"] } });
  const second = costCenter({ tag_value: { "@@assign": ["C"], "@@remove": ["B", "D"] } });
  assert.deepEqual(merge("tags", [[first, second]]), { tags: { costcenter: { tag_value: ["A"] } } });
  assert.deepEqual(merge("tags", [[second, first]]), { tags: { costcenter: { tag_value: ["C"] } } });
});

const NONE = { "@@operators_allowed_for_child_policies": ["@@none"] };
const optOut = { ...NONE, "@@assign": "optOut" };
const LEX = { services: { lex: { opt_out_policy: { "@@assign": "optIn" } } } };

test("@@none at a value binds it alone: other members can be added beside it", () => {
  const root = { services: { default: { ...NONE, opt_out_policy: optOut } } };
  assert.deepEqual(merge("services", [root, LEX]), {
    services: { default: { opt_out_policy: "optOut" }, lex: { opt_out_policy: "optIn" } },
  });
});

test("@@none at a place with members keeps others from being added", () => {
  const root = { services: { ...NONE, default: { ...NONE, opt_out_policy: optOut } } };
  const child = { services: { ...LEX.services, default: { opt_out_policy: { "@@assign": "optIn" } } } };
  assert.deepEqual(merge("services", [root, child]), {
    services: { default: { opt_out_policy: "optOut" } },
  });
});

const plan = (rule: string, regions: object) => ({
  regions,
  rules: { [rule]: { target_backup_vault_name: { "@@assign": "Vault" } } },
});

test("plans of two levels stand side by side, and names are in lower case", () => {
  const merged = merge("plans", [
    { plans: { PII: plan("Hourly", { "@@append": ["us-east-1"] }) } },
    { plans: { Monthly: plan("First", { "@@assign": ["eu-west-1"] }) } },
  ]);
  const vault = { target_backup_vault_name: "Vault" };
  assert.deepEqual(merged, {
    plans: {
      pii: { regions: ["us-east-1"], rules: { hourly: vault } },
      monthly: { regions: ["eu-west-1"], rules: { first: vault } },
    },
  });
});

test("@@append at a place with members lets others be added, and what stands there be kept", () => {
  const control = "@@operators_allowed_for_child_policies";
  const root = {
    plans: {
      [control]: ["@@append"],
      PII: { ...NONE, regions: { ...NONE, "@@assign": ["us-east-1"] } },
    },
  };
  const child = {
    plans: {
      pii: { regions: { "@@assign": ["eu-west-1"] }, rules: { New: { x: { "@@assign": "1" } } } },
      Monthly: { regions: { "@@assign": ["eu-west-1"] } },
    },
  };
  assert.deepEqual(merge("plans", [root, child]), {
    plans: { pii: { regions: ["us-east-1"] }, monthly: { regions: ["eu-west-1"] } },
  });
});

test("nothing is left of policies that say nothing", () => {
  assert.equal(mergePolicies([]), undefined);
  assert.equal(merge("tags", [{ tags: { x: { tag_value: { "@@remove": ["a"] } } } }]), undefined);
});

const name = fc.constantFrom("A", "a", "B", "__proto__", "constructor");
const word = fc.constantFrom("x", "y", "z");
const words = fc.uniqueArray(word, { maxLength: 3 });
const leaf = fc.record(
  {
    "@@assign": fc.oneof(words, word),
    "@@append": words,
    "@@remove": words,
    "@@operators_allowed_for_child_policies": fc.constantFrom(
      ["@@none"],
      ["@@append"],
      ["@@all"],
      ["@@assign", "@@remove"],
    ),
  },
  { requiredKeys: [] },
);
const document = fc
  .dictionary(name, fc.dictionary(name, leaf, { maxKeys: 3, noNullPrototype: true }), {
    maxKeys: 3,
    noNullPrototype: true,
  })
  .map((tags) => JSON.stringify({ tags }));

const readable = document
  .map((text) => readManagementPolicy(text, "tags"))
  .filter((node) => node !== undefined);

test("levels without policies change nothing, and operators are never left", () => {
  fc.assert(
    fc.property(fc.array(fc.array(readable, { maxLength: 2 }), { maxLength: 4 }), (levels) => {
      const merged = mergePolicies(levels);
      assert.deepEqual(mergePolicies(levels.flatMap((level) => [[], level, []])), merged);
      assert.doesNotMatch(JSON.stringify(merged ?? {}), /@@/);
    }),
  );
});

test("below @@none at every place nothing changes any more", () => {
  const freeze = (node: PolicyNode): PolicyNode => ({
    ...node,
    allowedBelow: new Set(),
    members: new Map([...node.members].map(([key, member]) => [key, freeze(member)])),
  });
  fc.assert(
    fc.property(readable, fc.array(readable, { maxLength: 3 }), (root, below) => {
      const frozen = [[freeze(root)]];
      assert.deepEqual(mergePolicies([...frozen, ...below.map((node) => [node])]), mergePolicies(frozen));
    }),
  );
});

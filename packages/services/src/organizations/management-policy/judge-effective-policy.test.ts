import assert from "node:assert/strict";
import { test } from "node:test";
import { judgeEffectivePolicy } from "./judge-effective-policy.ts";

const shown = (...given: Parameters<typeof judgeEffectivePolicy>) =>
  judgeEffectivePolicy(...given).map(({ code, path }) => `${code} ${path}`);

test("what a merged backup plan lacks or has too much of is named by its place", () => {
  const rule = { target_backup_vault_name: "V" };
  const rules = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`r${index}`, rule]));
  assert.deepEqual(
    shown("BACKUP_POLICY", { plans: { p: { regions: ["a"], rules: { r: rule }, selections: {} } } }),
    [],
  );
  assert.deepEqual(shown("BACKUP_POLICY", { plans: { p: { regions: [], rules: { ...rules, x: {} } } } }), [
    "KEY_REQUIRED plans/p/selections",
    "ELEMENTS_TOO_FEW plans/p/regions",
    "ELEMENTS_TOO_MANY plans/p/rules",
    "KEY_REQUIRED plans/p/rules/x/target_backup_vault_name",
  ]);
});

test("Security Hub needs both lists of regions", () => {
  const both = { enable_in_regions: ["a"], disable_in_regions: [] };
  assert.deepEqual(shown("SECURITYHUB_POLICY", { securityhub: both }), []);
  assert.deepEqual(shown("SECURITYHUB_POLICY", { securityhub: { enable_in_regions: ["a"] } }), [
    "KEY_REQUIRED securityhub/disable_in_regions",
  ]);
});

test("where nothing applies nothing is wrong", () => {
  assert.deepEqual(shown("BACKUP_POLICY", undefined), []);
  assert.deepEqual(shown("TAG_POLICY", { tags: {} }), []);
});

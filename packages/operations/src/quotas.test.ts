import assert from "node:assert/strict";
import { test } from "node:test";
import { defineQuotas } from "./quotas.ts";

test("a quota has its service's value unless the installation was told another", () => {
  const quotas = defineQuotas("iam", { UsersPerAccount: 5000, GroupsPerUser: 10 });
  assert.deepEqual(quotas.of({ quotas: {} }), { UsersPerAccount: 5000, GroupsPerUser: 10 });
  const told = { quotas: { iam: { UsersPerAccount: 7 }, sts: { GroupsPerUser: 1 } } };
  assert.deepEqual(quotas.of(told), { UsersPerAccount: 7, GroupsPerUser: 10 });
  assert.equal(quotas.of(told), quotas.of(told));
  // @ts-expect-error no such quota
  assert.equal(quotas.of(told).UserPerAccount, undefined);
});

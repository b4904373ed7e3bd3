import assert from "node:assert/strict";
import { test } from "node:test";
import { h, openForEachTest } from "../account.test-support.ts";

openForEachTest();

test("an account is told of, and given another name", async () => {
  await h.ask(h.root, "PutAccountName", { AccountName: "Production" });
  assert.deepEqual(await h.ask(h.root, "GetAccountInformation", {}), {
    AccountId: h.accountId,
    AccountName: "Production",
    AccountCreatedDate: new Date(h.now()),
    AccountState: "ACTIVE",
  });
  assert.equal((await h.store.read((tx) => tx.accounts.byId(h.accountId)))?.name, "Production");
});

test("no account is linked to one of GovCloud", async () => {
  await assert.rejects(h.ask(h.root, "GetGovCloudAccountInformation", {}), {
    code: "ResourceNotFoundException",
  });
  const named = { StandardAccountId: "222222222222" };
  await assert.rejects(h.ask(h.root, "GetGovCloudAccountInformation", named), {
    code: "AccessDeniedException",
  });
});

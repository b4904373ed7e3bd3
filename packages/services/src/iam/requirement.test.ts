import assert from "node:assert/strict";
import { test } from "node:test";
import { rootCaller } from "@rolecall/access";
import { toAccountId, toUniqueId } from "@rolecall/names";
import type { EntityRecord } from "@rolecall/store";
import { onEntity, onNewEntity } from "./requirement.ts";

const accountId = toAccountId("111111111111");
const call = { caller: rootCaller(accountId, "AKIA") };
const record: EntityRecord = {
  id: toUniqueId("AROA"),
  accountId,
  name: "Deployer",
  path: "/ops/",
  createdAt: 0,
};

test("what exists is decided on by its ARN, and named in denials as AWS names it", () => {
  const of = (kind: "role" | "instance-profile" | "policy") =>
    onEntity(call, "iam:Any", { kind, name: "deployer", record });
  assert.deepEqual(
    [of("role").resource, of("role").resourceName],
    ["arn:aws:iam::111111111111:role/ops/Deployer", "role deployer"],
  );
  assert.equal(of("instance-profile").resourceName, "instance profile deployer");
  assert.equal(of("policy").resourceName, "policy arn:aws:iam::111111111111:policy/ops/Deployer");
});

test("what does not exist has no path; what is made is named by its ARN", () => {
  const missing = onEntity(call, "iam:GetRole", { kind: "role", name: "Gone", record: undefined });
  assert.deepEqual(
    [missing.resource, missing.resourceName],
    ["arn:aws:iam::111111111111:role/Gone", "role Gone"],
  );
  const made = onNewEntity(call, "iam:CreateRole", { kind: "role", path: "/a/", name: "New" });
  assert.deepEqual([made.resource, made.resourceName], ["arn:aws:iam::111111111111:role/a/New", undefined]);
});

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { RolecallOperations } from "@rolecall/contracts";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { rolecallService } from "../index.ts";

let h: Harness<RolecallOperations>;
before(async () => {
  h = await createHarness(rolecallService);
});
after(() => h.close());

test("a service's actions, ARNs and keys are told as AWS publishes them, in whatever case it is asked for", async () => {
  const s3 = await h.ask(h.root, "GetServiceReference", { Service: "S3" });
  assert.equal(s3.Service, "s3");
  assert.equal(s3.Name, "Amazon S3");
  const get = s3.Actions.find(({ Name }) => Name === "GetObject");
  assert.ok(get?.ResourceTypes.includes("object"));
  const bucket = s3.ResourceTypes.find(({ Name }) => Name === "bucket");
  assert.equal(bucket?.Arn, "arn:${Partition}:s3:::${BucketName}");
  assert.ok(s3.ConditionKeys.some(({ Name, Type }) => Name === "s3:prefix" && Type === "String"));
  assert.ok(
    s3.GlobalConditionKeys.some(({ Name, Type }) => Name === "aws:MultiFactorAuthPresent" && Type === "Bool"),
  );
});

test("a service that AWS has not is named", async () => {
  await refuses(
    h.ask(h.root, "GetServiceReference", { Service: "nosuch" }),
    "ValidationException",
    "The Service Authorization Reference has no service nosuch.",
  );
});

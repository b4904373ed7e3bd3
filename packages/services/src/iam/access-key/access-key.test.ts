import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import { openSecret } from "@rolecall/credentials";
import { accountOfAccessKeyId, toAccessKeyId } from "@rolecall/names";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { iamService } from "../index.ts";

let h: Harness<IamOperations>;
beforeEach(async () => {
  h = await createHarness(iamService);
  await h.ask(h.root, "CreateUser", { UserName: "Bob" });
});
afterEach(() => h.close());

const createKey = async (UserName = "Bob") =>
  (await h.ask(h.root, "CreateAccessKey", { UserName })).AccessKey;

test("a new key is shown once with its secret, which is stored sealed", async () => {
  const key = await createKey("bob");
  assert.match(key.AccessKeyId, /^AKIA[A-Z2-7]{16}$/);
  assert.equal(accountOfAccessKeyId(key.AccessKeyId), "111111111111");
  assert.match(key.SecretAccessKey, /^[A-Za-z0-9+/]{40}$/);
  const { SecretAccessKey: secret, ...shown } = key;
  const metadata = {
    UserName: "Bob",
    AccessKeyId: key.AccessKeyId,
    Status: "Active",
    CreateDate: new Date(h.now()),
  };
  assert.deepEqual(shown, metadata);
  const listed = await h.ask(h.root, "ListAccessKeys", { UserName: "Bob" });
  assert.deepEqual(listed, { AccessKeyMetadata: [metadata], IsTruncated: false });
  const record = await h.store.read((tx) => tx.accessKeys.byId(toAccessKeyId(key.AccessKeyId)));
  assert.ok(record !== undefined && !Buffer.from(record.sealedSecret).includes(secret));
  assert.equal(openSecret(h.env.keyRing, record.id, record.sealedSecret), secret);
});

test("two keys a user at most", async () => {
  const first = await createKey();
  await createKey();
  await refuses(createKey(), "LimitExceeded", "Cannot exceed quota for AccessKeysPerUser: 2");
  await h.ask(h.root, "DeleteAccessKey", { UserName: "Bob", AccessKeyId: first.AccessKeyId });
  await createKey();
});

test("without a name: the caller's own keys", async () => {
  await h.allow("Bob", { Action: "iam:*AccessKey*", Resource: "arn:aws:iam::*:user/${aws:username}" });
  const bob = await h.asUser("Bob");
  const { AccessKey: key } = await h.ask(bob, "CreateAccessKey", {});
  assert.equal(key.UserName, "Bob");
  await h.ask(bob, "UpdateAccessKey", { AccessKeyId: key.AccessKeyId, Status: "Inactive" });
  const { AccessKeyMetadata: keys } = await h.ask(bob, "ListAccessKeys", {});
  assert.deepEqual(Object.fromEntries(keys.map((one) => [one.AccessKeyId, one.Status])), {
    [bob.accessKeyId]: "Active",
    [key.AccessKeyId]: "Inactive",
  });
  await h.ask(bob, "DeleteAccessKey", { AccessKeyId: key.AccessKeyId });
  await refuses(
    h.ask(await h.asAdministratorRole("Admin"), "DeleteAccessKey", { AccessKeyId: key.AccessKeyId }),
    "ValidationError",
    "Must specify userName when calling with non-User credentials",
  );
});

test("root without a name: the root user's keys, who has no name", async () => {
  const { AccessKey: key } = await h.ask(h.root, "CreateAccessKey", {});
  assert.equal("UserName" in key, false);
  const { AccessKeyMetadata: keys } = await h.ask(h.root, "ListAccessKeys", {});
  assert.deepEqual(
    keys.map((one) => one.AccessKeyId).toSorted(),
    [h.root.accessKeyId, key.AccessKeyId].toSorted(),
  );
  await h.ask(h.root, "DeleteAccessKey", { AccessKeyId: key.AccessKeyId });
  assert.equal((await h.ask(h.root, "GetAccountSummary", {})).SummaryMap?.AccountAccessKeysPresent, 1);
});

test("a key of somebody else is not found", async () => {
  await h.ask(h.root, "CreateUser", { UserName: "Eve" });
  const { AccessKeyId } = await createKey("Eve");
  const message = `The Access Key with id ${AccessKeyId} cannot be found.`;
  const input = { UserName: "Bob", AccessKeyId };
  await refuses(h.ask(h.root, "DeleteAccessKey", input), "NoSuchEntity", message);
  await refuses(h.ask(h.root, "UpdateAccessKey", { ...input, Status: "Inactive" }), "NoSuchEntity", message);
  const expire = h.ask(h.root, "UpdateAccessKey", { UserName: "Eve", AccessKeyId, Status: "Expired" });
  await refuses(expire, "InvalidInput", "Operation does not support status Expired");
  const { AccessKeyMetadata: keys } = await h.ask(h.root, "ListAccessKeys", { UserName: "Eve" });
  assert.equal(keys[0]?.Status, "Active");
});

test("a key that is deactivated or deleted signs nothing any more", async () => {
  await h.allow("Bob", { Action: "iam:ListUsers" });
  const bob = await h.asUser("Bob");
  const key = { UserName: "Bob", AccessKeyId: bob.accessKeyId };
  const refused = () => assert.rejects(h.ask(bob, "ListUsers", {}), { name: "AuthenticationError" });
  await h.ask(bob, "ListUsers", {});
  await h.ask(h.root, "UpdateAccessKey", { ...key, Status: "Inactive" });
  await refused();
  await h.ask(h.root, "UpdateAccessKey", { ...key, Status: "Active" });
  await h.ask(bob, "ListUsers", {});
  await h.ask(h.root, "DeleteAccessKey", key);
  await refused();
});

test("when a key was last used, and N/A where never", async () => {
  const { AccessKeyId } = await createKey();
  const lastUsed = () => h.ask(h.root, "GetAccessKeyLastUsed", { AccessKeyId });
  assert.deepEqual(await lastUsed(), {
    UserName: "Bob",
    AccessKeyLastUsed: { ServiceName: "N/A", Region: "N/A" },
  });
  h.env.usage.note({ subject: AccessKeyId, at: h.now(), service: "s3", region: "eu-west-1" });
  await h.env.usage.flush(h.store);
  assert.deepEqual(await lastUsed(), {
    UserName: "Bob",
    AccessKeyLastUsed: { LastUsedDate: new Date(h.now()), ServiceName: "s3", Region: "eu-west-1" },
  });
});

test("the last use of an unknown key and of another account's is denied alike", async () => {
  const other = await h.addAccount("222222222222");
  for (const AccessKeyId of [other.accessKeyId, "AKIAIOSFODNN7EXAMPLE"]) {
    await refuses(
      h.ask(h.root, "GetAccessKeyLastUsed", { AccessKeyId }),
      "AccessDenied",
      `User: arn:aws:iam::111111111111:root is not authorized to perform iam:GetAccessKeyLastUsed on resource: access key ${AccessKeyId}`,
    );
  }
});

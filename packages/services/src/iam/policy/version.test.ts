import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { allowing } from "../document.test-support.ts";
import { iamService } from "../index.ts";

let h: Harness<IamOperations>;
const PolicyArn = "arn:aws:iam::111111111111:policy/Photos";
beforeEach(async () => {
  h = await createHarness(iamService);
  await h.ask(h.root, "CreatePolicy", { PolicyName: "Photos", PolicyDocument: allowing("s3:GetObject") });
});
afterEach(() => h.close());

const add = async (SetAsDefault?: boolean) => {
  const PolicyDocument = allowing("s3:PutObject");
  const { PolicyVersion } = await h.ask(h.root, "CreatePolicyVersion", {
    PolicyArn,
    PolicyDocument,
    SetAsDefault,
  });
  return PolicyVersion;
};
const remove = (VersionId: string) => h.ask(h.root, "DeletePolicyVersion", { PolicyArn, VersionId });
const listed = async () => {
  const { Versions } = await h.ask(h.root, "ListPolicyVersions", { PolicyArn });
  return Versions?.map(({ VersionId, IsDefaultVersion }) => `${VersionId}${IsDefaultVersion ? "*" : ""}`);
};

test("a new version is the default where asked for", async () => {
  h.advance(1000);
  assert.deepEqual(await add(), { VersionId: "v2", IsDefaultVersion: false, CreateDate: new Date(h.now()) });
  assert.equal((await add(true))?.IsDefaultVersion, true);
  assert.deepEqual(await listed(), ["v3*", "v2", "v1"]);
  await h.ask(h.root, "SetDefaultPolicyVersion", { PolicyArn, VersionId: "v1" });
  assert.deepEqual(await listed(), ["v3", "v2", "v1*"]);
  const { Policy: policy } = await h.ask(h.root, "GetPolicy", { PolicyArn });
  assert.equal(policy?.DefaultVersionId, "v1");
  assert.deepEqual(policy?.UpdateDate, new Date(h.now()));
});

test("there are five versions at most, and no number comes twice", async () => {
  for (let count = 1; count < 5; count++) await add();
  const words =
    "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.";
  await refuses(add(), "LimitExceeded", words);
  await remove("v5");
  assert.equal((await add())?.VersionId, "v6");
  await remove("v6");
  assert.equal((await add())?.VersionId, "v7");
});

test("versions come in pages, newest first, also past nine", async () => {
  for (let count = 0; count < 9; count++) {
    const added = await add();
    if (count < 6) await remove(added?.VersionId ?? "");
  }
  const first = await h.ask(h.root, "ListPolicyVersions", { PolicyArn, MaxItems: 2 });
  const next = await h.ask(h.root, "ListPolicyVersions", { PolicyArn, MaxItems: 2, Marker: first.Marker });
  const ids = [first, next].map(({ Versions }) => Versions?.map(({ VersionId }) => VersionId));
  assert.deepEqual(ids, [
    ["v10", "v9"],
    ["v8", "v1"],
  ]);
  assert.equal(next.IsTruncated, false);
});

test("what is not there is told in AWS's words", async () => {
  const missing = (arn: string, version: string) =>
    `Policy ${arn} version ${version} does not exist or is not attachable.`;
  const get = (arn: string, VersionId: string) =>
    h.ask(h.root, "GetPolicyVersion", { PolicyArn: arn, VersionId });
  const nowhere = "arn:aws:iam::111111111111:policy/Nowhere";
  await refuses(get(nowhere, "v1"), "NoSuchEntity", missing(nowhere, "v1"));
  await refuses(get(PolicyArn, "v9"), "NoSuchEntity", missing(PolicyArn, "v9"));
  await refuses(get(PolicyArn, "v1.draft"), "NoSuchEntity", missing(PolicyArn, "v1.draft"));
  await refuses(remove("v9"), "NoSuchEntity", missing(PolicyArn, "v9"));
  const set = h.ask(h.root, "SetDefaultPolicyVersion", { PolicyArn, VersionId: "v4" });
  await refuses(set, "NoSuchEntity", missing(PolicyArn, "v4"));
  await refuses(remove("v1"), "DeleteConflict", "Cannot delete the default version of a policy.");
});

test("the default version is what counts, from the next request on", async () => {
  await h.ask(h.root, "CreateUser", { UserName: "Bob" });
  await h.ask(h.root, "AttachUserPolicy", { UserName: "Bob", PolicyArn });
  const bob = await h.asUser("Bob");
  const ask = () => h.ask(bob, "ListRoles", {});
  await assert.rejects(ask(), { code: "AccessDenied" });
  const PolicyDocument = allowing("iam:ListRoles");
  await h.ask(h.root, "CreatePolicyVersion", { PolicyArn, PolicyDocument });
  await assert.rejects(ask(), { code: "AccessDenied" });
  await h.ask(h.root, "SetDefaultPolicyVersion", { PolicyArn, VersionId: "v2" });
  await ask();
  await h.ask(h.root, "SetDefaultPolicyVersion", { PolicyArn, VersionId: "v1" });
  await assert.rejects(ask(), { code: "AccessDenied" });
});

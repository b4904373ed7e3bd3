import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { ADMINISTRATOR_ACCESS, S3_READ_ONLY_ACCESS } from "../../short-catalog.test-support.ts";
import { allowing } from "../document.test-support.ts";
import { iamService } from "../index.ts";
import { createPhotos, getPhotos, PHOTOS } from "./photos.test-support.ts";

let h: Harness<IamOperations>;
beforeEach(async () => {
  h = await createHarness(iamService);
});
afterEach(() => h.close());

test("tag keys of policies keep their case and are listed sorted", async () => {
  await createPhotos(h, {
    Tags: [
      { Key: "a", Value: "1" },
      { Key: "A", Value: "2" },
    ],
  });
  const listed = async () => (await h.ask(h.root, "ListPolicyTags", { PolicyArn: PHOTOS })).Tags;
  assert.deepEqual(await listed(), [
    { Key: "A", Value: "2" },
    { Key: "a", Value: "1" },
  ]);
  await h.ask(h.root, "UntagPolicy", { PolicyArn: PHOTOS, TagKeys: ["a"] });
  await h.ask(h.root, "TagPolicy", { PolicyArn: PHOTOS, Tags: [{ Key: "A", Value: "" }] });
  assert.deepEqual(await listed(), [{ Key: "A", Value: "" }]);
  const Tags = [
    { Key: "x", Value: "1" },
    { Key: "x", Value: "2" },
  ];
  const twice = h.ask(h.root, "TagPolicy", { PolicyArn: PHOTOS, Tags });
  await refuses(twice, "InvalidInput", "Duplicate tag keys found.");
});

test("AWS's policies are read by everybody and changed by nobody", async () => {
  const PolicyArn = S3_READ_ONLY_ACCESS;
  const policy = await getPhotos(h, PolicyArn);
  assert.equal(policy?.PolicyName, "AmazonS3ReadOnlyAccess");
  assert.deepEqual(policy?.CreateDate, new Date("2015-02-06T18:39:46Z"));
  const { Versions: versions } = await h.ask(h.root, "ListPolicyVersions", { PolicyArn });
  assert.deepEqual(
    versions?.map(({ VersionId }) => VersionId),
    ["v1"],
  );
  const { PolicyVersion: version } = await h.ask(h.root, "GetPolicyVersion", { PolicyArn, VersionId: "v1" });
  assert.match(decodeURIComponent(version?.Document ?? ""), /"s3:Get\*"/);
  const PolicyDocument = allowing("s3:*");
  const administrator = await h.asAdministratorRole("Admin");
  for (const caller of [h.root, administrator]) {
    const changes = [
      () => h.ask(caller, "DeletePolicy", { PolicyArn: ADMINISTRATOR_ACCESS }),
      () => h.ask(caller, "CreatePolicyVersion", { PolicyArn, PolicyDocument }),
      () => h.ask(caller, "SetDefaultPolicyVersion", { PolicyArn, VersionId: "v1" }),
      () => h.ask(caller, "DeletePolicyVersion", { PolicyArn, VersionId: "v1" }),
      () => h.ask(caller, "TagPolicy", { PolicyArn, Tags: [{ Key: "a", Value: "b" }] }),
      () => h.ask(caller, "UntagPolicy", { PolicyArn, TagKeys: ["a"] }),
    ];
    for (const change of changes) await assert.rejects(change(), { code: "AccessDenied" });
  }
});

test("another account's policy is none of ours", async () => {
  await createPhotos(h);
  const stranger = await h.addAccount("222222222222");
  await assert.rejects(h.ask(stranger, "GetPolicy", { PolicyArn: PHOTOS }), { code: "AccessDenied" });
  await assert.rejects(h.ask(stranger, "DeletePolicy", { PolicyArn: PHOTOS }), { code: "AccessDenied" });
});

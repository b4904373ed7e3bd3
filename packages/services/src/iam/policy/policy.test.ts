import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { allowing, policyOfSize } from "../document.test-support.ts";
import { iamService } from "../index.ts";
import { createPhotos, getPhotos, PHOTOS } from "./photos.test-support.ts";

let h: Harness<IamOperations>;
beforeEach(async () => {
  h = await createHarness(iamService, { PoliciesPerAccount: 2 });
});
afterEach(() => h.close());

test("CreatePolicy and GetPolicy each show what AWS was recorded to show", async () => {
  const { Policy: created } = await createPhotos(h, { Description: "Reads photos" });
  const basics = {
    PolicyName: "Photos",
    PolicyId: created?.PolicyId,
    Arn: PHOTOS,
    Path: "/app/",
    DefaultVersionId: "v1",
    AttachmentCount: 0,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    CreateDate: new Date(h.now()),
    UpdateDate: new Date(h.now()),
  };
  assert.match(created?.PolicyId ?? "", /^ANPA[A-Z2-7]{17}$/);
  assert.deepEqual(created, basics);
  assert.deepEqual(await getPhotos(h), { ...basics, Description: "Reads photos", Tags: [] });
});

test("a document is answered encoded by RFC 3986, as it was sent", async () => {
  const document = `${allowing("s3:Get*")}\n `.replace('"Effect"', '"Sid":"a","Effect"');
  await createPhotos(h, { PolicyDocument: document });
  const { PolicyVersion: version } = await h.ask(h.root, "GetPolicyVersion", {
    PolicyArn: PHOTOS,
    VersionId: "v1",
  });
  assert.match(version?.Document ?? "", /^[A-Za-z0-9\-._~%]+$/);
  assert.equal(decodeURIComponent(version?.Document ?? ""), document);
});

test("a policy counts who has it", async () => {
  await createPhotos(h);
  await h.ask(h.root, "CreateUser", { UserName: "Bob", PermissionsBoundary: PHOTOS });
  await h.ask(h.root, "AttachUserPolicy", { UserName: "Bob", PolicyArn: PHOTOS });
  const policy = await getPhotos(h);
  assert.equal(policy?.AttachmentCount, 1);
  assert.equal(policy?.PermissionsBoundaryUsageCount, 1);
});

test("names are taken in any case and under any path, and an account has so many", async () => {
  await createPhotos(h);
  const taken = "A policy called PHOTOS already exists. Duplicate names are not allowed.";
  await refuses(createPhotos(h, { PolicyName: "PHOTOS", Path: "/" }), "EntityAlreadyExists", taken);
  await createPhotos(h, { PolicyName: "second" });
  const full = "Cannot exceed quota for PoliciesPerAccount: 2";
  await refuses(createPhotos(h, { PolicyName: "third" }), "LimitExceeded", full);
});

test("a document is refused in AWS's words, and above 6,144 characters without white space", async () => {
  const malformed = (PolicyDocument: string, message: string) =>
    refuses(createPhotos(h, { PolicyDocument }), "MalformedPolicyDocument", message);
  await malformed("no json", "Syntax errors in policy.");
  const old = allowing("s3:*").replace("2012-10-17", "2008-10-17");
  await malformed(old, "Policy document must be version 2012-10-17 or greater.");
  await createPhotos(h, { PolicyDocument: policyOfSize(6144) });
  const large = createPhotos(h, { PolicyName: "large", PolicyDocument: policyOfSize(6145) });
  await refuses(large, "LimitExceeded", "Cannot exceed quota for PolicySize: 6144");
});

test("a policy is found by its whole ARN", async () => {
  await createPhotos(h);
  const other = "arn:aws:iam::111111111111:policy/Photos";
  await refuses(getPhotos(h, other), "NoSuchEntity", `Policy ${other} was not found.`);
  await refuses(
    getPhotos(h, "longpolicynamebutnoarn"),
    "ValidationError",
    "Invalid ARN:  Could not be parsed!",
  );
  const role = "arn:aws:iam::111111111111:role/Photos";
  await refuses(getPhotos(h, role), "InvalidInput", `ARN ${role} is not valid.`);
});

test("a policy goes when nobody has it and one version is left", async () => {
  await createPhotos(h);
  await h.ask(h.root, "CreateGroup", { GroupName: "Staff" });
  await h.ask(h.root, "AttachGroupPolicy", { GroupName: "Staff", PolicyArn: PHOTOS });
  await h.ask(h.root, "CreateUser", { UserName: "Bob", PermissionsBoundary: PHOTOS });
  const PolicyDocument = allowing("s3:*");
  await h.ask(h.root, "CreatePolicyVersion", { PolicyArn: PHOTOS, PolicyDocument });
  const remove = () => h.ask(h.root, "DeletePolicy", { PolicyArn: PHOTOS });
  const attached = "Cannot delete a policy attached to entities.";
  await refuses(remove(), "DeleteConflict", attached);
  await h.ask(h.root, "DetachGroupPolicy", { GroupName: "Staff", PolicyArn: PHOTOS });
  await refuses(remove(), "DeleteConflict", attached);
  await h.ask(h.root, "DeleteUserPermissionsBoundary", { UserName: "Bob" });
  const versions =
    "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.";
  await refuses(remove(), "DeleteConflict", versions);
  await h.ask(h.root, "DeletePolicyVersion", { PolicyArn: PHOTOS, VersionId: "v2" });
  await remove();
  await refuses(getPhotos(h), "NoSuchEntity", `Policy ${PHOTOS} was not found.`);
});

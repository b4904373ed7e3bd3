import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { type IdentifiedCaller, sessionCaller } from "@rolecall/access";
import type { IamOperations } from "@rolecall/contracts";
import { formatArn, newAccessKeyId } from "@rolecall/names";
import { createHarness, type Harness } from "../../harness.test-support.ts";
import { iamService } from "../index.ts";

let h: Harness<IamOperations>;
beforeEach(async () => {
  h = await createHarness<IamOperations>(iamService);
});
afterEach(() => h.close());

/** A session of AssumeRoot. */
function forTask(name: string): IdentifiedCaller {
  const { accountId } = h;
  const issuedAtSeconds = h.now() / 1000;
  return sessionCaller(
    {
      kind: "assumedRoot",
      accountId,
      principalArn: formatArn("root", { accountId }),
      principalId: accountId,
      policyArns: [`arn:aws:iam::aws:policy/root-task/${name}`],
      issuedAtSeconds,
      expiresAtSeconds: issuedAtSeconds + 900,
    },
    newAccessKeyId("ASIA", accountId, h.env.random),
  );
}

const summary = async () => (await h.ask(h.root, "GetAccountSummary", {})).SummaryMap;
const denied = { code: "AccessDenied" };

test("root's password is made that nobody knows, looked at, and deleted, each by its task", async () => {
  const [creator, auditor, deleter] = [
    "IAMCreateRootUserPassword",
    "IAMAuditRootUserCredentials",
    "IAMDeleteRootUserCredentials",
  ].map(forTask) as [IdentifiedCaller, IdentifiedCaller, IdentifiedCaller];
  await assert.rejects(h.ask(auditor, "GetLoginProfile", {}), { code: "NoSuchEntity" });
  await assert.rejects(h.ask(auditor, "CreateLoginProfile", {}), denied);
  const { LoginProfile } = await h.ask(creator, "CreateLoginProfile", {});
  assert.deepEqual(LoginProfile, { CreateDate: new Date(h.now()), PasswordResetRequired: false });
  await assert.rejects(h.ask(creator, "CreateLoginProfile", {}), { code: "EntityAlreadyExists" });
  assert.deepEqual(await h.ask(auditor, "GetLoginProfile", {}), { LoginProfile });
  assert.equal((await h.ask(auditor, "GetAccountSummary", {})).SummaryMap?.AccountPasswordPresent, 1);
  await assert.rejects(h.ask(auditor, "DeleteLoginProfile", {}), denied);
  await assert.rejects(h.ask(creator, "DeleteLoginProfile", {}), denied);
  await h.ask(deleter, "DeleteLoginProfile", {});
  await assert.rejects(h.ask(deleter, "DeleteLoginProfile", {}), { code: "NoSuchEntity" });
  assert.equal((await summary())?.AccountPasswordPresent, 0);
});

test("root's keys are listed and deleted by their tasks", async () => {
  const auditor = forTask("IAMAuditRootUserCredentials");
  const deleter = forTask("IAMDeleteRootUserCredentials");
  const { AccessKeyMetadata = [] } = await h.ask(auditor, "ListAccessKeys", {});
  const [AccessKeyId = ""] = AccessKeyMetadata.map((key) => key.AccessKeyId ?? "");
  await h.ask(auditor, "GetAccessKeyLastUsed", { AccessKeyId });
  await h.ask(auditor, "GetUser", {});
  await h.ask(auditor, "ListMFADevices", {});
  await h.ask(auditor, "ListSigningCertificates", {});
  await assert.rejects(h.ask(auditor, "DeleteAccessKey", { AccessKeyId }), denied);
  await assert.rejects(h.ask(deleter, "UpdateAccessKey", { AccessKeyId, Status: "Inactive" }), denied);
  await assert.rejects(h.ask(deleter, "CreateAccessKey", {}), denied);
  await h.ask(deleter, "DeleteAccessKey", { AccessKeyId });
  assert.deepEqual((await h.ask(auditor, "ListAccessKeys", {})).AccessKeyMetadata, []);
});

test("a task is about root alone, and nothing beyond it is done", async () => {
  await h.ask(h.root, "CreateUser", { UserName: "bob" });
  const Password = "correct-Horse-7-battery";
  await h.ask(h.root, "CreateLoginProfile", { UserName: "bob", Password });
  const UserName = "bob";
  for (const name of ["IAMAuditRootUserCredentials", "IAMDeleteRootUserCredentials"]) {
    await assert.rejects(h.ask(forTask(name), "GetLoginProfile", { UserName }), denied);
    await assert.rejects(h.ask(forTask(name), "ListAccessKeys", { UserName }), denied);
    await assert.rejects(h.ask(forTask(name), "ListUsers", {}), denied);
  }
  await assert.rejects(h.ask(forTask("IAMDeleteRootUserCredentials"), "GetAccountSummary", {}), denied);
  await assert.rejects(h.ask(forTask("S3UnlockBucketPolicy"), "ListAccessKeys", {}), denied);
  await assert.rejects(h.ask(forTask("NoSuchTask"), "ListAccessKeys", {}), denied);
});

test("root itself sets its password by AWS's default rules, and has to name one", async () => {
  await assert.rejects(h.ask(h.root, "CreateLoginProfile", {}), { code: "ValidationError" });
  await assert.rejects(h.ask(h.root, "CreateLoginProfile", { Password: "short" }), {
    code: "PasswordPolicyViolation",
  });
  await h.ask(h.root, "CreateLoginProfile", { Password: "correct-Horse-7-battery" });
  assert.equal((await summary())?.AccountPasswordPresent, 1);
  await h.ask(h.root, "DeleteLoginProfile", {});
});

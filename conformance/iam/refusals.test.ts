import { after, before, test } from "node:test";
import { assertRefused } from "../installation/refusal.ts";
import { FULL, LACKING, QUOTAS, type RefusalRow, TAKEN, UNKNOWN } from "./refusals.ts";
import { arn, DOCUMENT, type IamStage, iamCommand, startIamStage, TRUST } from "./stage.ts";

/**
 * Which error comes, and which of two: what is wrong with the input, then the permission, then what is not there, then what stands in
 * the way, then the quota.
 */
let stage: IamStage;
const asAdmin = (name: string, input: object) => stage.admin.iam.send(iamCommand(name, input));
const asNobody = (name: string, input: object) => stage.send(name, input);

before(async () => {
  stage = await startIamStage(QUOTAS.flatMap((quota) => ["--quota", `iam.${quota}`]));
  await asAdmin("CreateUser", { UserName: "taken" });
  await asAdmin("CreateGroup", { GroupName: "taken" });
  await asAdmin("CreateRole", { RoleName: "taken", AssumeRolePolicyDocument: TRUST });
  await asAdmin("CreatePolicy", { PolicyName: "taken", PolicyDocument: DOCUMENT });
  await asAdmin("CreateInstanceProfile", { InstanceProfileName: "taken" });
});
after(() => stage?.stop());

const TABLES: Readonly<Record<string, readonly RefusalRow[]>> = {
  "an unknown name": UNKNOWN,
  "what a known one lacks": LACKING,
  "a name that is taken, before the quota": TAKEN,
  "a quota": FULL,
};

for (const [title, rows] of Object.entries(TABLES)) {
  test(`${title}: in AWS's words, to who may do it, and nothing of it to who may not`, async (t) => {
    for (const { operation, input, code, status, message } of rows) {
      await t.test(operation, async () => {
        await assertRefused(asAdmin(operation, input), { code, status, message });
        await assertRefused(asNobody(operation, input), { code: "AccessDenied", status: 403 });
      });
    }
  });
}

test("what is wrong with the input is told before the permission is asked for", async () => {
  const wrong = { code: "ValidationError", status: 400 };
  await assertRefused(asNobody("GetUser", { UserName: "a b" }), wrong);
  await assertRefused(asNobody("ListUsers", { MaxItems: 0 }), wrong);
  await assertRefused(asNobody("CreateUser", { UserName: "x".repeat(65) }), wrong);
  await assertRefused(asNobody("GetPolicy", { PolicyArn: "short" }), wrong);
});

test("what else a name has is in the way before it is deleted", async () => {
  const conflict = (message: string) => ({ code: "DeleteConflictException", status: 409, message });
  const inline = { PolicyName: "inline", PolicyDocument: DOCUMENT };
  await asAdmin("PutUserPolicy", { UserName: "taken", ...inline });
  await asAdmin("PutGroupPolicy", { GroupName: "taken", ...inline });
  await asAdmin("PutRolePolicy", { RoleName: "taken", ...inline });
  const words = "Cannot delete entity, must delete policies first.";
  await assertRefused(asAdmin("DeleteUser", { UserName: "taken" }), conflict(words));
  await assertRefused(asAdmin("DeleteGroup", { GroupName: "taken" }), conflict(words));
  await assertRefused(asAdmin("DeleteRole", { RoleName: "taken" }), conflict(words));
  const PolicyArn = arn("policy/taken");
  await assertRefused(asAdmin("DeletePolicyVersion", { PolicyArn, VersionId: "v1" }), {
    code: "DeleteConflictException",
    status: 409,
  });
});

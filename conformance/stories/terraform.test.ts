import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  AddUserToGroupCommand,
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateLoginProfileCommand,
  GetUserCommand,
  PutUserPolicyCommand,
} from "@aws-sdk/client-iam";
import { clientsOf } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { assertRefused } from "../installation/refusal.ts";
import { ADMIN, ADMINISTRATOR, seedWithAdmin } from "../installation/seed.ts";
import { withoutTerraform as skip, terraformFolder } from "../installation/terraform.ts";

/** Terraform with its AWS provider: apply, plan without drift, destroy. */
let installation: TestInstallation;
before(async () => {
  installation = await startInstallation(seedWithAdmin());
});
after(() => installation.stop());

test("apply, plan without drift, destroy", { skip }, async () => {
  const terraform = terraformFolder(installation, "identities.tf", ADMIN);
  await terraform.run("init", "-input=false");
  await terraform.run("apply", "-input=false", "-auto-approve");
  // 0: nothing to change; 2: something drifted.
  assert.equal(await terraform.run("plan", "-input=false", "-detailed-exitcode"), 0, "the plan finds drift");
  await terraform.run("destroy", "-input=false", "-auto-approve");
  terraform.remove();
  assert.deepEqual(installation.errors, []);
});

/** What others gave a user that Terraform made. */
async function furnish(UserName: string): Promise<void> {
  const { iam } = clientsOf(installation, ADMIN);
  const PolicyDocument = JSON.stringify({
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Action: "s3:GetObject", Resource: "*" },
  });
  await iam.send(new CreateAccessKeyCommand({ UserName }));
  await iam.send(new CreateLoginProfileCommand({ UserName, Password: "Str0ng-enough-for-it" }));
  await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: "own", PolicyDocument }));
  await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn: ADMINISTRATOR }));
  await iam.send(new CreateGroupCommand({ GroupName: "leavers" }));
  await iam.send(new AddUserToGroupCommand({ UserName, GroupName: "leavers" }));
}

test("force_destroy deletes a user with its keys, password, policies and memberships", { skip }, async () => {
  const terraform = terraformFolder(installation, "leaver.tf", ADMIN);
  await terraform.run("init", "-input=false");
  await terraform.run("apply", "-input=false", "-auto-approve");
  await furnish("leaver");
  // Renamed under way: the path goes along as it is.
  await terraform.run("apply", "-input=false", "-auto-approve", "-var", "name=goner");
  await terraform.run("destroy", "-input=false", "-auto-approve", "-var", "name=goner");
  terraform.remove();
  const { iam } = clientsOf(installation, ADMIN);
  for (const UserName of ["leaver", "goner"]) {
    const gone = { code: "NoSuchEntityException", status: 404 };
    await assertRefused(iam.send(new GetUserCommand({ UserName })), gone);
  }
  assert.deepEqual(installation.errors, []);
});

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  AddUserToGroupCommand,
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateLoginProfileCommand,
  ListUsersCommand,
  PutUserPolicyCommand,
} from "@aws-sdk/client-iam";
import { clientsOf } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { ACCOUNT, ADMIN, ADMINISTRATOR, seedWithAdmin } from "../installation/seed.ts";
import {
  withoutTerraform as skip,
  type TerraformFolder,
  type TerraformResource,
  terraformFolder,
} from "../installation/terraform.ts";

/**
 * Terraform with all that its AWS provider knows of IAM: apply, plan without drift, update, import, destroy. One configuration, since
 * a run takes Terraform half a minute whatever is in it.
 */
const FILES = [
  "identities.tf",
  "exclusive.tf",
  "leaver.tf",
  "lookups.tf",
  "credentials.tf",
  "federation.tf",
  "certificate.pem",
  "private-key.pem",
  "ssh-key.pub",
];

let installation: TestInstallation;
let terraform: TerraformFolder;
before(async () => {
  const organization = { managementAccount: ACCOUNT, trustedServices: ["iam.amazonaws.com"] };
  installation = await startInstallation({ ...seedWithAdmin(), organization });
  terraform = terraformFolder(installation, FILES, ADMIN);
});
after(async () => {
  terraform?.remove();
  await installation?.stop();
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

test("apply: every resource and data source of IAM", { skip }, async () => {
  await terraform.run("init", "-input=false");
  await terraform.run("apply", "-input=false", "-auto-approve");
  assert.deepEqual(await terraform.output("lookups"), {
    people: ["ann", "leaver"],
    boundary: `arn:aws:iam::${ACCOUNT}:policy/limits/ceiling`,
    keys: 1,
    readers: ["ann"],
    app: 7200,
    services: ["app"],
    profile: "app",
    profiles: ["app"],
    ceiling: `arn:aws:iam::${ACCOUNT}:policy/limits/ceiling`,
    alias: "story-account",
    issuer: "app",
  });
  assert.deepEqual(await terraform.output("credentials"), {
    certificate: `arn:aws:iam::${ACCOUNT}:server-certificate/cloudfront/site`,
    ssh_key: "Active",
    mfa_device: `arn:aws:iam::${ACCOUNT}:mfa/people/phone`,
  });
  assert.deepEqual(await terraform.output("federation"), {
    clients: ["sts.amazonaws.com"],
    office: "office",
    simulated: { "s3:ListBucket": "allowed", "iam:CreateUser": "implicitDeny" },
  });
});

test("import: what is there is taken over as it is", { skip }, importAll);

/** The leaver is renamed under way: the path goes along as it is. */
const CHANGED = ["-var", "name=goner", "-var", "team=green"];

test("update", { skip }, async () => {
  await furnish("leaver");
  await terraform.run("apply", "-input=false", "-auto-approve", ...CHANGED);
});

test("a plan finds no drift", { skip }, async () => {
  // 0: nothing to change; 2: something drifted.
  const code = await terraform.run("plan", "-input=false", "-detailed-exitcode", ...CHANGED);
  assert.equal(code, 0, "the plan finds drift");
});

test("destroy; force_destroy deletes a user with its keys, password, policies and memberships", {
  skip,
}, async () => {
  await terraform.run("destroy", "-input=false", "-auto-approve", ...CHANGED);
  const { iam } = clientsOf(installation, ADMIN);
  const { Users } = await iam.send(new ListUsersCommand({}));
  assert.deepEqual(
    Users?.map(({ UserName }) => UserName),
    ["admin"],
  );
  assert.deepEqual(installation.errors, []);
});

/** Those that the provider cannot import. */
const NO_IMPORT = [
  "aws_iam_group_membership",
  "aws_iam_policy_attachment",
  "aws_iam_security_token_service_preferences",
];

/** What an import names a resource by, where that is not its id. */
const IMPORT_ID: Readonly<Record<string, (of: Readonly<Record<string, unknown>>) => string>> = {
  aws_iam_user_policy_attachment: ({ user, policy_arn }) => `${user}/${policy_arn}`,
  aws_iam_group_policy_attachment: ({ group, policy_arn }) => `${group}/${policy_arn}`,
  aws_iam_role_policy_attachment: ({ role, policy_arn }) => `${role}/${policy_arn}`,
  aws_iam_user_group_membership: ({ user, groups }) => [user, ...(groups as string[])].join("/"),
  aws_iam_user_ssh_key: ({ username, ssh_public_key_id, encoding }) =>
    `${username}:${ssh_public_key_id}:${encoding}`,
  aws_iam_server_certificate: ({ name }) => `${name}`,
  aws_iam_user_policies_exclusive: ({ user_name }) => `${user_name}`,
  aws_iam_group_policies_exclusive: ({ group_name }) => `${group_name}`,
  aws_iam_role_policies_exclusive: ({ role_name }) => `${role_name}`,
  aws_iam_user_policy_attachments_exclusive: ({ user_name }) => `${user_name}`,
  aws_iam_group_policy_attachments_exclusive: ({ group_name }) => `${group_name}`,
  aws_iam_role_policy_attachments_exclusive: ({ role_name }) => `${role_name}`,
};

function importBlock({ type, name, attributes }: TerraformResource): string {
  const id = IMPORT_ID[type]?.(attributes) ?? attributes.id;
  return `import {\n  to = ${type}.${name}\n  id = "${id}"\n}\n`;
}

/** Somebody else begins with nothing but the configuration, and has Terraform import what is there: nothing is to be changed. */
async function importAll(): Promise<void> {
  const made = terraform.resources();
  const [left, imported] = [true, false].map((isLeft) =>
    made.filter(({ type }) => NO_IMPORT.includes(type) === isLeft),
  ) as [TerraformResource[], TerraformResource[]];
  const other = terraformFolder(installation, FILES, ADMIN);
  try {
    other.write("imports.tf", imported.map(importBlock).join("\n"));
    await other.run("init", "-input=false");
    const { summary, created, updated, text } = await other.plan();
    assert.deepEqual(created.toSorted(), left.map(({ type, name }) => `${type}.${name}`).toSorted());
    // What it is to do when it deletes is its own to know.
    assert.deepEqual(updated, ["aws_iam_user.leaver"], text);
    assert.equal(
      summary,
      `Plan: ${imported.length} to import, ${left.length} to add, 1 to change, 0 to destroy.`,
      text,
    );
  } finally {
    other.remove();
  }
}

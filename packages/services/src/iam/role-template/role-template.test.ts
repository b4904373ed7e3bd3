import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IdentifiedCaller } from "@rolecall/access";
import type { IamOperations } from "@rolecall/contracts";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { iamService } from "../index.ts";

const BASE = "arn:aws:iam::aws:role-template/";
const POWER = `${BASE}iam.amazonaws.com/PowerUserRoleTemplate:1`;
const ROTATION = `${BASE}secretsmanager.amazonaws.com/AWSSecretsManagerRotationRoleTemplate:1`;
const LAMBDA = { AWSServiceName: "lambda.amazonaws.com" };

let h: Harness<IamOperations>;
beforeEach(async () => {
  h = await createHarness<IamOperations>(iamService);
});
afterEach(() => h.close());

type Values = Readonly<Record<string, string | readonly string[]>>;

function acquire(values: Values, { TemplateArn = POWER, caller = h.root, ...more }: Asking = {}) {
  const entries = Object.entries(values).map(([name, value]) => [name, { Values: [value].flat() }]);
  const ReplacementValues = Object.fromEntries(entries);
  return h.ask(caller, "AcquireRole", { TemplateArn, ReplacementValues, ...more });
}

interface Asking {
  readonly TemplateArn?: string;
  readonly TemplateMinorVersion?: number;
  readonly caller?: IdentifiedCaller;
}

const decode = (text: string | undefined) => JSON.parse(decodeURIComponent(text ?? ""));

test("a template is shown as AWS was recorded to show it", async () => {
  const { RoleTemplateVersion } = await h.ask(h.root, "GetRoleTemplateVersion", { TemplateArn: POWER });
  const { AssumeRolePolicyDocumentTemplate, ParametersDefinition, Description, ...rest } =
    RoleTemplateVersion;
  assert.match(Description ?? "", /^Creates a role that grants PowerUser/);
  assert.deepEqual(decode(AssumeRolePolicyDocumentTemplate).Statement[0].Principal, {
    Service: "@{AWSServiceName}",
  });
  assert.deepEqual(
    ParametersDefinition?.map(({ Name, IsRequired, DefaultValue }) => [Name, IsRequired, DefaultValue]),
    [
      ["AWSServiceName", true, undefined],
      ["RoleName", false, "PowerUserRole"],
    ],
  );
  const at = new Date("2026-06-12T02:57:08Z");
  assert.deepEqual(rest, {
    TemplateArn: POWER,
    TemplateName: "PowerUserRoleTemplate",
    TemplateVersionId: "AVTAZKAPJZG4N6BGA67NU",
    MajorVersion: 1,
    DefaultMinorVersion: 0,
    ManagedByType: "Service",
    ManagedByValue: "iam.amazonaws.com",
    Enabled: true,
    MinorVersion: 0,
    RoleNamePattern: "@{RoleName}",
    RoleDescriptionPattern: "Power user role for @{AWSServiceName}",
    ManagedPolicyArns: ["arn:aws:iam::aws:policy/PowerUserAccess"],
    MaxSessionDuration: 3600,
    VersionEnabled: true,
    CreateTimestamp: at,
    UpdateTimestamp: at,
  });
});

test("a role is made once, and is the same where it is asked for again", async () => {
  const { Role } = await acquire(LAMBDA);
  assert.deepEqual(Object.keys(Role).toSorted(), [
    "Arn",
    "AssumeRolePolicyDocument",
    "CreateDate",
    "Path",
    "RoleId",
    "RoleName",
  ]);
  assert.equal(Role.RoleName, "PowerUserRole");
  assert.deepEqual(decode(Role.AssumeRolePolicyDocument).Statement[0].Principal, {
    Service: "lambda.amazonaws.com",
  });
  assert.deepEqual((await acquire({ ...LAMBDA, RoleName: "PowerUserRole" })).Role, Role);
  const read = (await h.ask(h.root, "GetRole", { RoleName: "PowerUserRole" })).Role;
  assert.equal(read.Description, "Power user role for lambda.amazonaws.com");
  assert.deepEqual(read.SourceRoleTemplate, { TemplateArn: POWER, TemplateMinorVersion: 0 });
  const [listed] = (await h.ask(h.root, "ListRoles", {})).Roles;
  assert.ok(listed && !("SourceRoleTemplate" in listed));
  const attached = await h.ask(h.root, "ListAttachedRolePolicies", { RoleName: "PowerUserRole" });
  assert.deepEqual(
    attached.AttachedPolicies?.map(({ PolicyName }) => PolicyName),
    ["PowerUserAccess"],
  );
});

test("statements stand in a policy where their parameter is true, and lists where a list may", async () => {
  const base = { accountId: "111111111111", region: "us-east-1", resourceType: "probe" };
  const policyOf = async (RoleName: string) => {
    const names = await h.ask(h.root, "ListRolePolicies", { RoleName });
    assert.deepEqual(names.PolicyNames, ["SecretRotationPermissionPolicy"]);
    const PolicyName = "SecretRotationPermissionPolicy";
    const { PolicyDocument } = await h.ask(h.root, "GetRolePolicy", { RoleName, PolicyName });
    return decode(PolicyDocument).Statement;
  };
  // What stands in no statement that is kept need not be given.
  await acquire(base, { TemplateArn: ROTATION });
  const plain = await policyOf("AWSSecretsManagerSecretRotationRole");
  assert.deepEqual(
    plain.map(({ Sid }: { Sid: string }) => Sid),
    ["AllowRotationAccessGeneric", "AllowPasswordGenerationAccessAdmin"],
  );
  assert.equal(plain[0].Resource, "arn:aws:secretsmanager:us-east-1:111111111111:secret:*");
  const keys = ["arn:aws:kms:us-east-1:111111111111:key/1", "arn:aws:kms:us-east-1:111111111111:key/2"];
  const all = {
    ...base,
    RoleName: "All",
    ADMIN_RESOURCE_ENABLED: "true",
    CMK_ENABLED: "True",
    adminType: "a",
    kmsKeyArn: keys,
  };
  await acquire(all, { TemplateArn: ROTATION });
  const whole = await policyOf("All");
  assert.equal(whole.length, 4);
  assert.deepEqual(whole[3].Resource, keys);
  assert.equal(whole[3].Condition.StringEquals["kms:ViaService"], "secretsmanager.us-east-1.amazonaws.com");
  assert.ok(!JSON.stringify(whole).includes("@"));
});

test("what a template cannot be rendered with is refused in AWS's words", async () => {
  await refuses(
    acquire({}),
    "InvalidInput",
    "Failed to render template: Parameter 'AWSServiceName' not found.",
  );
  await refuses(
    acquire({ ...LAMBDA, Unused: "x" }),
    "InvalidInput",
    "Failed to render template: Unrecognized parameter: Unused",
  );
  await refuses(
    acquire({ AWSServiceName: ["a.amazonaws.com", "b.amazonaws.com"] }),
    "ValidationError",
    "AWSServiceName replacement value must contain exactly one value, got 2",
  );
  await refuses(
    acquire({ AWSServiceName: "not-a-service" }),
    "MalformedPolicyDocument",
    'Invalid principal in policy: "SERVICE":"not-a-service"',
  );
  // A value is never looked through for placeholders, and never leaves its text.
  await refuses(
    acquire({ AWSServiceName: '@{RoleName}"' }),
    "MalformedPolicyDocument",
    'Invalid principal in policy: "SERVICE":"@{RoleName}\\""',
  );
  const unknown = `Role template not found in repository: ${POWER}`;
  await refuses(acquire(LAMBDA, { TemplateMinorVersion: 1 }), "NoSuchEntity", unknown);
  await refuses(acquire(LAMBDA, { TemplateMinorVersion: -1 }), "NoSuchEntity", unknown);
  const nowhere = `${BASE}rum.amazonaws.com/Unknown:1`;
  const missing = `Role template not found in repository: ${nowhere}`;
  await refuses(acquire({}, { TemplateArn: nowhere }), "NoSuchEntity", missing);
  await refuses(h.ask(h.root, "GetRoleTemplateVersion", { TemplateArn: nowhere }), "NoSuchEntity", missing);
  assert.deepEqual((await h.ask(h.root, "ListRoles", {})).Roles, []);
});

test("its inline policies have the size in all that those of any role have", async () => {
  await h.close();
  h = await createHarness<IamOperations>(iamService, { RoleInlinePoliciesSize: 100 });
  const values = {
    RoleName: "All",
    accountId: "111111111111",
    region: "us-east-1",
    resourceType: "probe",
  };
  await refuses(
    acquire(values, { TemplateArn: ROTATION }),
    "LimitExceeded",
    "Maximum policy size of 100 bytes exceeded for role All",
  );
  assert.deepEqual((await h.ask(h.root, "ListRoles", {})).Roles, []);
});

test("values are no longer than policies are, also where they would stand in no statement: they are kept with the role", async () => {
  const base = { accountId: "111111111111", region: "us-east-1", resourceType: "probe" };
  await refuses(
    acquire({ ...base, CMK_ENABLED: "x".repeat(10_215) }, { TemplateArn: ROTATION }),
    "InvalidInput",
    "Failed to render template: The values have 10241 characters, more than 10240.",
  );
  await acquire({ ...base, CMK_ENABLED: "x".repeat(10_214) }, { TemplateArn: ROTATION });
});

test("a role that was edited is no longer managed, until it is as it was", async () => {
  const RoleName = "Edited";
  const values = { ...LAMBDA, RoleName };
  const { Role } = await acquire(values);
  const PolicyArn = "arn:aws:iam::aws:policy/AdministratorAccess";
  const trust = (Principal: object, more: object = {}) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: { Effect: "Allow", Principal, Action: ["sts:AssumeRole"], ...more },
    });
  const own = { Service: "lambda.amazonaws.com" };
  const edits = [
    ["TagRole", { Tags: [{ Key: "a", Value: "b" }] }, "UntagRole", { TagKeys: ["a"] }],
    ["AttachRolePolicy", { PolicyArn }, "DetachRolePolicy", { PolicyArn }],
    ["PutRolePermissionsBoundary", { PermissionsBoundary: PolicyArn }, "DeleteRolePermissionsBoundary", {}],
    [
      "UpdateAssumeRolePolicy",
      { PolicyDocument: trust({ Service: "ec2.amazonaws.com" }) },
      "UpdateAssumeRolePolicy",
      { PolicyDocument: trust(own) },
    ],
  ] as const;
  const call = (name: string, input: object) =>
    h.ask(h.root, name as "TagRole", { RoleName, ...input } as never);
  for (const [edit, changed, undo, undone] of edits) {
    await call(edit, changed);
    const message = "Role Edited has been modified since it was created and is no longer managed.";
    await refuses(acquire(values), "RoleModified", message);
    await call(undo, undone);
    assert.equal((await acquire(values)).Role.RoleId, Role.RoleId, edit);
  }
  await call("UpdateRole", { Description: "Mine", MaxSessionDuration: 7200 });
  assert.equal((await acquire(values)).Role.RoleId, Role.RoleId);
});

test("a name that is taken is told of", async () => {
  await acquire(LAMBDA);
  const other =
    "A role with this name exists but was created with different parameters. Pass a unique roleName to create a new role.";
  await refuses(acquire({ AWSServiceName: "states.amazonaws.com" }), "NameConflict", other);
  await refuses(acquire({ ...LAMBDA, RoleName: "POWERUSERROLE" }), "NameConflict", other);
  const Statement = {
    Effect: "Allow",
    Principal: { Service: "lambda.amazonaws.com" },
    Action: "sts:AssumeRole",
  };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
  await h.ask(h.root, "CreateRole", { RoleName: "Plain", AssumeRolePolicyDocument });
  await refuses(
    acquire({ ...LAMBDA, RoleName: "Plain" }),
    "NameConflict",
    "A role with this name already exists in the account but was not created from this template. Choose a different role name, or remove the existing role if it is no longer needed.",
  );
});

test("it needs the template, and then what it does", async () => {
  await h.ask(h.root, "CreateUser", { UserName: "ann" });
  const caller = await h.asUser("ann");
  const denied = (action: string, resource: string) =>
    `User: arn:aws:iam::111111111111:user/ann is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;
  const reading = "iam:GetRoleTemplateVersion";
  await refuses(acquire({}, { caller }), "AccessDenied", denied(reading, `role template ${POWER}`));
  const read = h.ask(caller, "GetRoleTemplateVersion", { TemplateArn: POWER });
  await refuses(read, "AccessDenied", denied(reading, `role-template ${POWER}`));
  const Condition = { StringEquals: { "iam:RoleTemplateARN": POWER } };
  await h.allow("ann", { Action: reading });
  await h.allow("ann", { Action: "iam:CreateRole", Condition });
  const values = { ...LAMBDA, RoleName: "Ann" };
  await refuses(acquire(values, { caller }), "AccessDenied", denied("iam:AttachRolePolicy", "role/Ann"));
  const PowerUser = { ArnEquals: { "iam:PolicyARN": "arn:aws:iam::aws:policy/PowerUserAccess" } };
  await h.allow("ann", { Action: "iam:AttachRolePolicy", Condition: { ...Condition, ...PowerUser } });
  await acquire(values, { caller });
  await refuses(acquire(values, { caller }), "AccessDenied", denied("iam:GetRole", "role Ann"));
  await h.allow("ann", { Action: "iam:GetRole", Condition });
  await acquire(values, { caller });
  const alone = h.ask(caller, "GetRole", { RoleName: "Ann" });
  await refuses(alone, "AccessDenied", denied("iam:GetRole", "role Ann"));
});

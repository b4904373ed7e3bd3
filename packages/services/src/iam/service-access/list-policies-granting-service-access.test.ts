import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import { compilePolicy, parsePolicy } from "@rolecall/policy";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { S3_READ_ONLY_ACCESS } from "../../short-catalog.test-support.ts";
import { iamService } from "../index.ts";
import { allow, deny } from "../simulation/simulation.test-support.ts";
import { grantsService } from "./granted-services.ts";

let h: Harness<IamOperations>;
const ANN = "arn:aws:iam::111111111111:user/staff/ann";

before(async () => {
  h = await createHarness(iamService);
  const { ask, root } = h;
  await ask(root, "CreateUser", { UserName: "ann", Path: "/staff/" });
  await ask(root, "CreateGroup", { GroupName: "Team" });
  await ask(root, "AddUserToGroup", { UserName: "ann", GroupName: "Team" });
  const own = { UserName: "ann", PolicyName: "Own", PolicyDocument: allow(["s3:GetObject", "sqs:*"]) };
  await ask(root, "PutUserPolicy", own);
  const denying = { UserName: "ann", PolicyName: "Never", PolicyDocument: deny("*") };
  await ask(root, "PutUserPolicy", denying);
  await ask(root, "PutGroupPolicy", {
    GroupName: "Team",
    PolicyName: "Own",
    PolicyDocument: allow("ec2:Run*"),
  });
  const readOnly = { PolicyArn: S3_READ_ONLY_ACCESS };
  await ask(root, "AttachUserPolicy", { UserName: "ann", ...readOnly });
  await ask(root, "AttachGroupPolicy", { GroupName: "Team", ...readOnly });
  const everything = "arn:aws:iam::aws:policy/AdministratorAccess";
  await ask(root, "PutUserPermissionsBoundary", { UserName: "ann", PermissionsBoundary: everything });
});
after(() => h.close());

const ask = (Arn: string, ...ServiceNamespaces: readonly string[]) =>
  h.ask(h.root, "ListPoliciesGrantingServiceAccess", { Arn, ServiceNamespaces });

const inline = (PolicyName: string, EntityType: string, EntityName: string) => ({
  PolicyName,
  PolicyType: "INLINE",
  EntityType,
  EntityName,
});
const managed = {
  PolicyName: "AmazonS3ReadOnlyAccess",
  PolicyType: "MANAGED",
  PolicyArn: S3_READ_ONLY_ACCESS,
};

test("services keep their order, each once, with the policies that allow something of theirs", async () => {
  const own = inline("Own", "USER", "ann");
  assert.deepEqual(await ask(ANN, "sqs", "iam", "s3", "sqs", "ec2"), {
    PoliciesGrantingServiceAccess: [
      { ServiceNamespace: "sqs", Policies: [own] },
      { ServiceNamespace: "iam", Policies: [] },
      { ServiceNamespace: "s3", Policies: [own, managed] },
      { ServiceNamespace: "ec2", Policies: [inline("Own", "GROUP", "Team")] },
    ],
    IsTruncated: false,
  });
});

test("a group has its own alone; whatever path is asked for, the name counts", async () => {
  const team = await ask("arn:aws:iam::111111111111:group/x/team", "s3", "sqs");
  assert.deepEqual(team.PoliciesGrantingServiceAccess, [
    { ServiceNamespace: "s3", Policies: [managed] },
    { ServiceNamespace: "sqs", Policies: [] },
  ]);
  assert.deepEqual(await ask("arn:aws:iam::111111111111:user/ann", "s3"), await ask(ANN, "s3"));
  const missing = ask("arn:aws:iam::111111111111:user/bob", "s3");
  await refuses(missing, "NoSuchEntity", "The user with name bob cannot be found.");
  const policy = "arn:aws:iam::111111111111:policy/Own";
  await refuses(ask(policy, "s3"), "InvalidInput", `ARN ${policy} is not valid.`);
});

test("more than a hundred services take pages, whose markers hold for the same services", async () => {
  const names = Array.from({ length: 150 }, (_, index) => `service${index}`);
  const first = await ask(ANN, ...names);
  assert.deepEqual([first.PoliciesGrantingServiceAccess.length, first.IsTruncated], [100, true]);
  const goOn = (ServiceNamespaces: readonly string[]) => {
    const Marker = first.Marker;
    return h.ask(h.root, "ListPoliciesGrantingServiceAccess", { Arn: ANN, ServiceNamespaces, Marker });
  };
  const rest = await goOn(names);
  assert.deepEqual([rest.PoliciesGrantingServiceAccess.length, rest.IsTruncated], [50, false]);
  assert.equal(rest.PoliciesGrantingServiceAccess[0]?.ServiceNamespace, "service100");
  await refuses(goOn(names.slice(1)), "ValidationError", "Invalid Marker.");
});

test("actions of every service count, and what is left out is not granted", () => {
  const granted = (statement: Readonly<Record<string, unknown>>, namespace: string) => {
    const text = JSON.stringify({ Statement: { Effect: "Allow", Resource: "*", ...statement } });
    const parsed = parsePolicy(text, "identity");
    assert.ok(parsed.ok, text);
    return grantsService(compilePolicy(parsed.policy), namespace);
  };
  const cases: readonly (readonly [Readonly<Record<string, unknown>>, string, boolean])[] = [
    [{ Action: "*" }, "s3", true],
    [{ Action: "*:Get*" }, "s3", true],
    [{ Action: "S3:Get*" }, "s3", true],
    [{ Action: ["*:Get*", "s3:Get*"] }, "s3", true],
    [{ Action: "sqs:*" }, "s3", false],
    [{ NotAction: "S3:*" }, "s3", false],
    [{ NotAction: "s3:Get*" }, "s3", true],
    [{ NotAction: "s3:*" }, "sqs", true],
    [{ NotAction: "*" }, "sqs", false],
    [{ Effect: "Deny", Action: "*" }, "s3", false],
    [{ Effect: "Deny", NotAction: "iam:*" }, "s3", false],
  ];
  for (const [statement, namespace, expected] of cases)
    assert.equal(granted(statement, namespace), expected, `${JSON.stringify(statement)} ${namespace}`);
});

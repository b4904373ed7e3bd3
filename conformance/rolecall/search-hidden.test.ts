/** Every search, by every filter and order that stands for a permission: where a policy hides it of one thing, it decides on none. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PutUserPolicyCommand } from "@aws-sdk/client-iam";
import type { RolecallOperations } from "@rolecall/contracts";
import { clientsOf } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { ACCOUNT, ADMIN, seedKeysOf, seedUser, seedWithAdmin } from "../installation/seed.ts";
import { callRolecall } from "./rolecall-client.ts";

type Search = Extract<keyof RolecallOperations, `Search${string}`>;

interface Hidden {
  /** What one thing is denied. */
  readonly action: string;
  readonly resource: string;
  /** A value for each filter that stands for it, where it is not "x". */
  readonly filters: Readonly<Record<string, string>>;
  readonly sorts: readonly string[];
}

const READER = seedKeysOf("reader");
const iam = (rest: string) => `arn:aws:iam::${ACCOUNT}:${rest}`;

const HIDDEN: Readonly<Record<Exclude<Search, "SearchEvents">, readonly Hidden[]>> = {
  SearchUsers: [
    {
      action: "iam:ListMFADevices",
      resource: iam("user/secret"),
      filters: { HasMfa: "true", Finding: "UserWithoutMfa" },
      sorts: ["MfaDevices"],
    },
    {
      action: "iam:ListAccessKeys",
      resource: iam("user/secret"),
      filters: { AccessKeyId: "x", ActiveKeyAgeDays: "1" },
      sorts: ["ActiveKeyCreateDate"],
    },
    { action: "iam:ListUserTags", resource: iam("user/secret"), filters: { Tags: "x" }, sorts: [] },
    {
      action: "iam:ListAttachedUserPolicies",
      resource: iam("user/secret"),
      filters: { Policies: "x" },
      sorts: [],
    },
    { action: "iam:ListGroupsForUser", resource: iam("user/secret"), filters: { Groups: "x" }, sorts: [] },
    {
      action: "iam:GetLoginProfile",
      resource: iam("user/secret"),
      filters: { HasPassword: "true" },
      sorts: ["PasswordLastChanged"],
    },
  ],
  SearchRoles: [
    {
      action: "iam:GetRole",
      resource: iam("role/secret"),
      filters: { UnusedDays: "1", Finding: "UnusedRole" },
      sorts: ["LastActivity"],
    },
    {
      action: "iam:ListAttachedRolePolicies",
      resource: iam("role/secret"),
      filters: { Policies: "x" },
      sorts: [],
    },
    { action: "iam:ListRoleTags", resource: iam("role/secret"), filters: { Tags: "x" }, sorts: [] },
  ],
  SearchGroups: [
    { action: "iam:GetGroup", resource: iam("group/secret"), filters: { Users: "x" }, sorts: ["UserCount"] },
    { action: "iam:ListGroupPolicies", resource: iam("group/secret"), filters: { Policies: "x" }, sorts: [] },
  ],
  SearchPolicies: [
    {
      action: "iam:GetPolicyVersion",
      resource: "arn:aws:iam::aws:policy/ReadOnlyAccess",
      filters: { Action: "s3:GetObject", Finding: "AllowsEverything" },
      sorts: [],
    },
    { action: "iam:GetPolicy", resource: iam("policy/secret"), filters: { Description: "x" }, sorts: [] },
    { action: "iam:ListPolicyTags", resource: iam("policy/secret"), filters: { Tags: "x" }, sorts: [] },
  ],
  SearchAccounts: [
    {
      action: "organizations:ListTagsForResource",
      resource: `arn:aws:organizations::${ACCOUNT}:account/*/222222222222`,
      filters: { Tags: "x" },
      sorts: [],
    },
    {
      action: "organizations:ListParents",
      resource: `arn:aws:organizations::${ACCOUNT}:account/*/222222222222`,
      filters: { UnitPath: "x" },
      sorts: ["UnitPath"],
    },
  ],
};

let installation: TestInstallation;
before(async () => {
  installation = await startInstallation({
    ...seedWithAdmin({ users: [seedUser("reader")] }),
    organization: { managementAccount: ACCOUNT, features: "ALL", root: {} },
  });
});
after(() => installation?.stop());

function hide(denied?: Pick<Hidden, "action" | "resource">): Promise<unknown> {
  const Statement = [
    { Effect: "Allow", Action: ["iam:*", "organizations:*"], Resource: "*" },
    ...(denied === undefined ? [] : [{ Effect: "Deny", Action: denied.action, Resource: denied.resource }]),
  ];
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
  const { iam: admin } = clientsOf(installation, ADMIN);
  return admin.send(new PutUserPolicyCommand({ UserName: "reader", PolicyName: "rows", PolicyDocument }));
}

const ask = (operation: Search, input: object) =>
  callRolecall(installation, operation, { Page: 1, PageSize: 10, ...input } as never, READER);

for (const [operation, kinds] of Object.entries(HIDDEN) as [
  Exclude<Search, "SearchEvents">,
  readonly Hidden[],
][]) {
  test(`${operation}: what is hidden of one decides on none`, async () => {
    for (const { action, resource, filters, sorts } of kinds) {
      const questions = [
        ...Object.entries(filters).map(([Property, Value]) => {
          const Operator = /^\d+$/.test(Value) ? ">" : "=";
          return { Filters: [{ Property, Operator, Value }] };
        }),
        ...sorts.map((SortBy) => ({ SortBy })),
      ];
      for (const question of questions) {
        const told = `${operation} ${action} ${JSON.stringify(question)}`;
        await hide();
        await assert.doesNotReject(ask(operation, question), told);
        await hide({ action, resource });
        await assert.rejects(
          ask(operation, question),
          { name: "AccessDeniedException", message: /depends on each row \(resource\)/ },
          told,
        );
      }
    }
  });
}

test("findings are counted for who may read them of every one", async () => {
  await hide();
  const all = await callRolecall(installation, "GetSecurityFindings", {}, READER);
  assert.deepEqual(all.UnreadableFindings, []);
  await hide({ action: "iam:ListMFADevices", resource: iam("user/secret") });
  const { Findings, UnreadableFindings } = await callRolecall(
    installation,
    "GetSecurityFindings",
    {},
    READER,
  );
  const unread = UnreadableFindings.map(({ Name, Action }) => [Name, Action]);
  assert.deepEqual(unread, [
    ["UserWithoutMfa", "iam:ListMFADevices"],
    ["OldAccessKey", "iam:ListMFADevices"],
    ["UnusedUser", "iam:ListMFADevices"],
  ]);
  assert.equal(Findings.length + UnreadableFindings.length, all.Findings.length);
});

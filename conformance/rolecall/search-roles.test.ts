/** Roles and groups of tables over real sockets. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { RolecallOperations } from "@rolecall/contracts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { ADMIN, seedUser, seedWithAdmin } from "../installation/seed.ts";
import { callRolecall } from "./rolecall-client.ts";

const PARTNER = "222222222222";
const trust = (Principal: unknown, Condition: object = {}) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal, Action: "sts:AssumeRole", ...(Condition && { Condition }) }],
});
const root = (account: string) => ({ AWS: `arn:aws:iam::${account}:root` });

let installation: TestInstallation;
before(async () => {
  const roles = [
    { name: "Web", trust: trust({ Service: "ec2.amazonaws.com" }), tags: { team: "web" } },
    { name: "Open", trust: trust(root(PARTNER)) },
    {
      name: "Careful",
      trust: trust(root(PARTNER), { StringEquals: { "sts:ExternalId": "only-theirs" } }),
      policies: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
    },
    { name: "OnlyMfa", trust: trust(root(PARTNER), { Bool: { "aws:MultiFactorAuthPresent": "true" } }) },
    { name: "Own", trust: trust(root("111111111111")) },
  ];
  const { accounts } = seedWithAdmin({
    groups: [{ name: "Readers", policies: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] }, { name: "Empty" }],
    users: [seedUser("bob", { groups: ["Readers"] })],
    roles,
  });
  installation = await startInstallation({ accounts: [...accounts, { id: PARTNER }] });
});
after(() => installation?.stop());

type Input = RolecallOperations["SearchRoles"]["input"];
const PAGE = { Page: 1, PageSize: 100 };
const roles = (input: Partial<Input> = {}) =>
  callRolecall(installation, "SearchRoles", { ...PAGE, ...input }, ADMIN);
const groups = (input: Partial<Input> = {}) =>
  callRolecall(installation, "SearchGroups", { ...PAGE, ...input }, ADMIN);
type Operator = "=" | "!=" | ":" | "!:" | "<" | ">";
const by = (Property: string, Operator: Operator, Value: string) => ({
  Filters: [{ Property, Operator, Value }],
});
const rolesBy = async (...filter: Parameters<typeof by>) =>
  (await roles(by(...filter))).Rows.map(({ RoleName }) => RoleName);

test("a role tells whom it trusts in short, and what of that is dangerous", async () => {
  const { Rows, Count } = await roles({
    ...by("RoleName", "=", "careful"),
    Columns: ["TrustedEntities", "Policies", "Findings"],
  });
  const { RoleId, CreateDate, ...row } = Rows[0]!;
  assert.equal(Count, 1);
  assert.ok(RoleId.startsWith("AROA") && CreateDate);
  assert.deepEqual(row, {
    RoleName: "Careful",
    Path: "/",
    Arn: "arn:aws:iam::111111111111:role/Careful",
    TrustedEntities: [
      {
        Kind: "Account",
        Name: PARTNER,
        Conditions: [
          { Operator: "StringEquals", Key: "sts:ExternalId", Values: ["only-theirs"], ValueCount: 1 },
        ],
      },
    ],
    TrustedEntityCount: 1,
    Policies: [{ PolicyName: "ReadOnlyAccess", PolicyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }],
    Findings: [],
  });
});

test("roles are found by whom they trust, by policy, tag and finding, and sorted", async () => {
  assert.deepEqual(await rolesBy("TrustedEntities", "=", "ec2.amazonaws.com"), ["Web"]);
  assert.deepEqual(await rolesBy("TrustedEntities", ":", PARTNER), ["Careful", "OnlyMfa", "Open"]);
  assert.deepEqual(await rolesBy("TrustedEntities", "!:", PARTNER), ["Own", "Web"]);
  assert.deepEqual(await rolesBy("TrustedEntities", ":", "Allow"), []);
  assert.deepEqual(await rolesBy("Policies", "=", "ReadOnlyAccess"), ["Careful"]);
  assert.deepEqual(await rolesBy("Tags", "=", "team=web"), ["Web"]);
  assert.deepEqual(await rolesBy("Finding", "=", "TrustsStrangers"), ["OnlyMfa", "Open"]);
  assert.deepEqual(await rolesBy("Finding", "=", "UnusedRole"), []);
  assert.deepEqual(await rolesBy("UnusedDays", "<", "1"), ["Careful", "OnlyMfa", "Open", "Own", "Web"]);
  const looked = await roles({ Query: "EC2.amazon", SortBy: "RoleName", Descending: true });
  assert.deepEqual([looked.Rows.map(({ RoleName }) => RoleName), looked.Count], [["Web"], 1]);
  const last = await roles({ ...by("TrustedEntities", ":", PARTNER), Page: 2, PageSize: 2 });
  assert.deepEqual([last.Rows.map(({ RoleName }) => RoleName), last.Count], [["Open"], 3]);
});

test("groups have the number of their users, and are found by them", async () => {
  const { Rows, Count } = await groups({ SortBy: "UserCount", Descending: true });
  assert.equal(Count, 2);
  const shown = Rows.map(({ GroupName, UserCount, Policies = [] }) => [
    GroupName,
    UserCount,
    Policies.length,
  ]);
  assert.deepEqual(shown, [
    ["Readers", 1, 1],
    ["Empty", 0, 0],
  ]);
  const found = await groups(by("Users", "=", "BOB"));
  assert.deepEqual(
    found.Rows.map(({ GroupName }) => GroupName),
    ["Readers"],
  );
});

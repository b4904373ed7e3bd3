/** Policies of tables, and what the dashboard recommends, over real sockets. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { RolecallOperations } from "@rolecall/contracts";
import { openManagedPolicies } from "@rolecall/managed-policies";
import { clientsOf } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { allow, type LimitedUser } from "../installation/permission.ts";
import { ACCOUNT, ADMIN, seedKeysOf, seedUser, seedWithAdmin } from "../installation/seed.ts";
import { callRolecall } from "./rolecall-client.ts";

const READER = seedKeysOf("reader");
const READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";
const document = (...Statement: readonly object[]) => ({ Version: "2012-10-17", Statement });
const allowing = (Action: unknown, more: object = {}) => ({
  Effect: "Allow",
  Action,
  Resource: "*",
  ...more,
});
const own = (name: string) => `arn:aws:iam::${ACCOUNT}:policy/${name}`;

let installation: TestInstallation;
let reader: LimitedUser;
before(async () => {
  const policies = [
    { name: "all", document: document(allowing("*")) },
    {
      name: "all-but-one",
      document: document(allowing("*"), { ...allowing("s3:GetObject"), Effect: "Deny" }),
    },
    { name: "get", document: document(allowing(["s3:Get*"])), tags: { team: "web" } },
    { name: "not-iam", document: document({ ...allowing(undefined), NotAction: "iam:*" }) },
    {
      name: "all-with-mfa",
      document: document(allowing("*", { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } })),
    },
  ];
  const trust = document({ Effect: "Allow", Principal: { AWS: "222222222222" }, Action: "sts:AssumeRole" });
  const { accounts } = seedWithAdmin({
    policies,
    users: [seedUser("reader"), seedUser("bob", { policies: [READ_ONLY], permissionsBoundary: own("get") })],
    roles: [{ name: "Open", trust }],
  });
  installation = await startInstallation({ accounts: [...accounts, { id: "222222222222" }] });
  const { iam: admin } = clientsOf(installation, ADMIN);
  reader = { arn: `arn:aws:iam::${ACCOUNT}:user/reader`, userName: "reader", admin };
});
after(() => installation?.stop());

type Input = RolecallOperations["SearchPolicies"]["input"];
const search = (input: Partial<Input> = {}, keys = ADMIN) =>
  callRolecall(installation, "SearchPolicies", { Page: 1, PageSize: 100, ...input }, keys);
const by = (...filters: readonly (readonly [Property: string, Value: string])[]) => ({
  Filters: filters.map(([Property, Value]) => ({ Property, Operator: "=" as const, Value })),
});
const namesOf = async (input: Partial<Input>) =>
  (await search(input)).Rows.map(({ PolicyName }) => PolicyName);

test("AWS's policies and the account's stand in one table, page after page to the end", async () => {
  const all = openManagedPolicies().size + 5;
  const names: string[] = [];
  for (let Page = 1; names.length < all; Page++) {
    const { Rows, Count } = await search({ Page });
    assert.equal(Count, all);
    assert.ok(Rows.length > 0);
    names.push(...Rows.map(({ PolicyName }) => PolicyName));
  }
  assert.equal(new Set(names).size, all);
  assert.deepEqual(
    names,
    names.toSorted((one, other) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1)),
  );
});

test("policies are found by type, use, tag and text, and tell how often they are used", async () => {
  assert.equal((await search(by(["Type", "Customer"]))).Count, 5);
  assert.deepEqual(await namesOf(by(["Type", "Customer"], ["Tags", "team=web"])), ["get"]);
  assert.deepEqual(await namesOf(by(["UsedAs", "PermissionsBoundary"])), ["get"]);
  assert.deepEqual(await namesOf(by(["UsedAs", "Anything"])), [
    "AdministratorAccess",
    "get",
    "ReadOnlyAccess",
  ]);
  assert.equal((await search(by(["UsedAs", "Nothing"], ["Type", "Customer"]))).Count, 4);
  const { Rows } = await search({
    ...by(["PolicyName", "readonlyaccess"]),
    Columns: ["UsedAs", "DefaultVersionId", "Document"],
  });
  const { AttachmentCount, PermissionsBoundaryUsageCount, Type, Document = "" } = Rows[0]!;
  assert.deepEqual([AttachmentCount, PermissionsBoundaryUsageCount, Type], [1, 0, "AWS"]);
  assert.ok(JSON.parse(Document).Statement.length > 0);
});

test("an action finds what may allow it", async () => {
  const ofOwn = (...filters: readonly (readonly [string, string])[]) =>
    namesOf(by(["Type", "Customer"], ...filters));
  assert.deepEqual(await ofOwn(["Action", "s3:GetObject"]), ["all", "all-with-mfa", "get", "not-iam"]);
  assert.deepEqual(await ofOwn(["Action", "S3:GETobject"]), ["all", "all-with-mfa", "get", "not-iam"]);
  assert.deepEqual(await ofOwn(["Action", "iam:GetUser"]), ["all", "all-but-one", "all-with-mfa"]);
  assert.deepEqual(await ofOwn(["Finding", "AllowsEverything"]), ["all"]);
  const isFound = async (name: string) =>
    (await search({ Query: "s3:GetObject", ...by(["Type", "AWS"], ["PolicyName", name]) })).Count === 1;
  for (const name of ["AdministratorAccess", "AmazonS3ReadOnlyAccess", "ReadOnlyAccess"])
    assert.equal(await isFound(name), true, name);
  assert.equal(await isFound("AmazonEC2ContainerRegistryReadOnly"), false);
  await assert.rejects(search(by(["Action", "s3:*"])), /takes an action, such as s3:GetObject/);
});

test("who may not read documents finds none by what they say", async () => {
  await allow(reader, [{ action: "iam:ListPolicies", resource: "*" }]);
  const denied = { name: "AccessDeniedException", message: /iam:GetPolicyVersion on resource/ };
  await assert.rejects(search({ ...by(["Action", "s3:GetObject"]), Columns: [] }, READER), denied);
  const { Count, UnreadableColumns } = await search({ Query: "s3:GetObject", Columns: [] }, READER);
  assert.equal(Count, 0);
  assert.deepEqual(UnreadableColumns.map(({ Column }) => Column).toSorted(), [
    "Description",
    "Document",
    "Tags",
  ]);
});

test("the dashboard counts what its searches find, and says what cannot be read", async () => {
  const { Findings, UnreadableFindings } = await callRolecall(installation, "GetSecurityFindings", {}, ADMIN);
  const counts = Object.fromEntries(Findings.map(({ Name, Count }) => [Name, Count]));
  assert.deepEqual(counts, {
    RootWithoutMfa: 0,
    RootAccessKeys: 0,
    UserWithoutMfa: 0,
    OldAccessKey: 0,
    UnusedUser: 0,
    UnusedRole: 0,
    TrustsStrangers: 1,
    AllowsEverything: 1,
  });
  assert.deepEqual(UnreadableFindings, []);
  for (const { Operation, Filters, Count, Reason } of Findings) {
    assert.ok(Reason.endsWith("."));
    if (Operation === undefined) continue;
    const input = { Page: 1, PageSize: 10, ...(Filters && { Filters }) };
    const found = await callRolecall(installation, Operation as "SearchUsers", input, ADMIN);
    assert.equal(found.Count, Count);
  }
  await allow(reader, [{ action: "iam:GetAccountSummary", resource: "*" }]);
  const limited = await callRolecall(installation, "GetSecurityFindings", {}, READER);
  assert.deepEqual(
    limited.Findings.map(({ Name }) => Name),
    ["RootWithoutMfa", "RootAccessKeys"],
  );
  assert.deepEqual(limited.UnreadableFindings.map(({ Name, Action }) => [Name, Action]).slice(0, 1), [
    ["UserWithoutMfa", "iam:ListUsers"],
  ]);
  assert.match(limited.UnreadableFindings[0]!.Message, /is not authorized to perform: iam:ListUsers/);
});

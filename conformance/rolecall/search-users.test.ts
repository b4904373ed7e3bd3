/** The users of a table over real sockets: found, sorted, counted, and shown as far as the one who asks may read them. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DeleteUserPolicyCommand, PutUserPolicyCommand } from "@aws-sdk/client-iam";
import type { RolecallOperations } from "@rolecall/contracts";
import type { SearchedUser } from "@rolecall/contracts/rolecall";
import { readAuditLog } from "../installation/audit.ts";
import { clientsOf, type Keys } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { allow, type LimitedUser, type Need } from "../installation/permission.ts";
import { ACCOUNT, ADMIN, seedKeysOf, seedUser, seedWithAdmin } from "../installation/seed.ts";
import { callRolecall } from "./rolecall-client.ts";

const READER = seedKeysOf("reader");
const COUNT = 40;
const users = Array.from({ length: COUNT }, (_, number) => ({
  name: `person-${String(number).padStart(2, "0")}`,
  path: number % 2 === 0 ? "/even/" : "/odd/",
  groups: number < 10 ? ["Writers"] : [],
  tags: number === 3 ? { team: "core" } : {},
}));

let installation: TestInstallation;
let reader: LimitedUser;
before(async () => {
  const policies = ["arn:aws:iam::aws:policy/ReadOnlyAccess"];
  installation = await startInstallation(
    seedWithAdmin({
      groups: [{ name: "Writers" }],
      users: [seedUser("reader"), seedUser("bob", { policies, tags: { team: "ops" } }), ...users],
    }),
  );
  const { iam: admin } = clientsOf(installation, ADMIN);
  reader = { arn: `arn:aws:iam::${ACCOUNT}:user/reader`, userName: "reader", admin };
});
after(() => installation?.stop());

type Input = RolecallOperations["SearchUsers"]["input"];
const search = (input: Partial<Input> = {}, keys: Keys = ADMIN) =>
  callRolecall(installation, "SearchUsers", { Page: 1, PageSize: 100, ...input }, keys);
const namesOf = ({ Rows }: { readonly Rows: readonly SearchedUser[] }) =>
  Rows.map(({ UserName }) => UserName);
const filteredBy = (Property: string, Operator: "=" | ":" | ">" | "!=", Value: string) => ({
  Filters: [{ Property, Operator, Value }],
});

const LIST = { action: "iam:ListUsers", resource: "*" };
const may = (...needs: readonly Need[]) => allow(reader, [LIST, ...needs]);
const toRead = (action: string): Need => ({ action, resource: `arn:aws:iam::${ACCOUNT}:user/*` });

test("pages lead to the end, each row once, and each page tells how many there are in all", async () => {
  const names: string[] = [];
  for (const Page of [1, 2, 3, 4, 5]) {
    const answer = await search({ Page, PageSize: 10 });
    assert.equal(answer.Count, COUNT + 3);
    names.push(...namesOf(answer));
  }
  assert.deepEqual(names, ["admin", "bob", ...users.map(({ name }) => name), "reader"]);
  const behind = await search({ Page: 9, PageSize: 10, Query: "person" });
  assert.deepEqual([behind.Rows, behind.Count], [[], COUNT]);
});

test("a row has what its columns stand for", async () => {
  const answer = await search({
    ...filteredBy("UserName", "=", "BOB"),
    Columns: ["Policies", "Tags", "AccessKeys", "Groups"],
  });
  const { CreateDate, UserId, AccessKeys = [], ...row } = answer.Rows[0]!;
  const { AccessKeyId, Status } = AccessKeys[0]!;
  assert.deepEqual([AccessKeyId, Status], [seedKeysOf("bob").accessKeyId, "Active"]);
  assert.deepEqual(row, {
    UserName: "bob",
    Path: "/",
    Arn: `arn:aws:iam::${ACCOUNT}:user/bob`,
    Policies: [{ PolicyName: "ReadOnlyAccess", PolicyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }],
    Tags: [{ Key: "team", Value: "ops" }],
    Groups: [],
  });
  assert.deepEqual(answer.Columns.toSorted(), ["AccessKeys", "Groups", "Policies", "Tags"]);
  assert.deepEqual([answer.Count, answer.UnreadableColumns], [1, []]);
});

test("filters and text find what they say", async () => {
  const counts = {
    writers: filteredBy("Groups", "=", "writers"),
    others: filteredBy("Groups", "!=", "Writers"),
    policy: filteredBy("Policies", ":", "readonly"),
    tag: filteredBy("Tags", "=", "team=core"),
    path: filteredBy("Path", ":", "/EVEN"),
    key: filteredBy("AccessKeyId", "=", READER.accessKeyId),
    withoutMfa: filteredBy("HasMfa", "=", "false"),
    old: filteredBy("ActiveKeyAgeDays", ">", "1"),
    finding: filteredBy("Finding", "=", "UserWithoutMfa"),
    text: { Query: "CORE" },
    both: { Query: "person-1", ...filteredBy("Path", "=", "/odd/") },
  };
  const found = Object.entries(counts).map(async ([name, input]) => [name, (await search(input)).Count]);
  assert.deepEqual(Object.fromEntries(await Promise.all(found)), {
    writers: 10,
    others: COUNT + 3 - 10,
    policy: 1,
    tag: 1,
    path: COUNT / 2,
    key: 1,
    withoutMfa: COUNT + 3,
    old: 0,
    finding: 0,
    text: 1,
    both: 5,
  });
});

test("rows are sorted by a column, and by name where that is the same", async () => {
  const sorted = await search({ SortBy: "Path", Descending: true, PageSize: 3 });
  assert.deepEqual(namesOf(sorted), ["person-01", "person-03", "person-05"]);
});

test("without the permission of a list there is no row; without a column's there is no column, and AWS's words why", async () => {
  await allow(reader, []);
  const denied = `User: ${reader.arn} is not authorized to perform: iam:ListUsers on resource: arn:aws:iam::${ACCOUNT}:user/ because no identity-based policy allows the iam:ListUsers action`;
  await assert.rejects(search({}, READER), (error: Error) => error.message.startsWith(denied));
  await may();
  const answer = await search({}, READER);
  assert.equal(answer.Count, COUNT + 3);
  const unreadable = answer.UnreadableColumns.map(({ Column, Action }) => [Column, Action]);
  assert.deepEqual(Object.fromEntries(unreadable), {
    Groups: "iam:ListGroupsForUser",
    LastActivity: "iam:ListAccessKeys",
    MfaDevices: "iam:ListMFADevices",
    PasswordLastChanged: "iam:GetLoginProfile",
    AccessKeys: "iam:ListAccessKeys",
    ActiveKeyCreateDate: "iam:ListAccessKeys",
  });
  assert.equal(
    answer.UnreadableColumns[0]?.Message,
    `User: ${reader.arn} is not authorized to perform: iam:ListGroupsForUser on resource: arn:aws:iam::${ACCOUNT}:user/* because no identity-based policy allows the iam:ListGroupsForUser action`,
  );
  for (const row of answer.Rows)
    assert.deepEqual(Object.keys(row).toSorted(), ["Arn", "CreateDate", "Path", "UserId", "UserName"]);
});

test("each column is there with exactly the permissions that it stands for", async () => {
  const columns: Readonly<Record<string, readonly string[]>> = {
    Groups: ["iam:ListGroupsForUser"],
    LastActivity: ["iam:ListAccessKeys", "iam:GetAccessKeyLastUsed"],
    MfaDevices: ["iam:ListMFADevices"],
    PasswordLastChanged: ["iam:GetLoginProfile"],
    AccessKeys: ["iam:ListAccessKeys"],
    ActiveKeyCreateDate: ["iam:ListAccessKeys"],
    AccessKeyLastUsed: ["iam:ListAccessKeys", "iam:GetAccessKeyLastUsed"],
    Policies: ["iam:ListAttachedUserPolicies", "iam:ListUserPolicies"],
    PermissionsBoundaryArn: ["iam:GetUser"],
    Tags: ["iam:ListUserTags"],
    Findings: ["iam:ListMFADevices", "iam:GetLoginProfile", "iam:ListAccessKeys", "iam:GetAccessKeyLastUsed"],
  };
  for (const [column, actions] of Object.entries(columns)) {
    for (const missing of actions) {
      await may(...actions.filter((action) => action !== missing).map(toRead));
      const { Columns, UnreadableColumns } = await search({ Columns: [column], PageSize: 1 }, READER);
      assert.deepEqual([Columns, UnreadableColumns.map(({ Action }) => Action)], [[], [missing]], column);
    }
    await may(...actions.map(toRead));
    const { Columns, UnreadableColumns } = await search({ Columns: [column], PageSize: 1 }, READER);
    assert.deepEqual([Columns, UnreadableColumns], [[column], []]);
  }
});

test("which rows there are tells nothing of a column that cannot be read", async () => {
  await may();
  const denied = { name: "AccessDeniedException", message: /iam:ListMFADevices on resource/ };
  await assert.rejects(search({ ...filteredBy("HasMfa", "=", "true"), Columns: [] }, READER), denied);
  await assert.rejects(search({ SortBy: "MfaDevices", Columns: [] }, READER), denied);
  const looked = await search({ Query: "Writers", Columns: [] }, READER);
  assert.equal(looked.Count, 0);
  const notLooked = looked.UnreadableColumns.map(({ Column }) => Column);
  assert.deepEqual(notLooked.toSorted(), ["AccessKeys", "Groups", "Policies", "Tags"]);
});

test("a cell that a policy denies of one user is not in its row, which says so", async () => {
  const PolicyDocument = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: ["iam:ListUsers", "iam:ListMFADevices", "iam:ListUserTags"], Resource: "*" },
      { Effect: "Deny", Action: "iam:ListMFADevices", Resource: `arn:aws:iam::${ACCOUNT}:user/bob` },
      {
        Effect: "Deny",
        Action: "iam:ListUserTags",
        Resource: "*",
        Condition: { StringEquals: { "aws:ResourceTag/team": "core" } },
      },
    ],
  });
  await reader.admin.send(
    new PutUserPolicyCommand({ UserName: "reader", PolicyName: "rows", PolicyDocument }),
  );
  const { Rows } = await search({ Columns: ["MfaDevices", "Tags"] }, READER);
  const hidden = Rows.flatMap(({ UserName, Unreadable = [] }) =>
    Unreadable.map((column) => [UserName, column]),
  );
  assert.deepEqual(hidden, [
    ["bob", "MfaDevices"],
    ["person-03", "Tags"],
  ]);
  for (const row of Rows) {
    assert.equal("MfaDevices" in row, row.UserName !== "bob");
    assert.equal("Tags" in row, row.UserName !== "person-03");
  }
  await reader.admin.send(new DeleteUserPolicyCommand({ UserName: "reader", PolicyName: "rows" }));
});

test("no count, order or search tells what a policy hides of one user", async () => {
  const statement = (
    Effect: string,
    Action: string | readonly string[],
    Resource: string,
    Condition?: object,
  ) => ({
    Effect,
    Action,
    Resource,
    ...(Condition && { Condition }),
  });
  const put = (...Statement: readonly object[]) =>
    reader.admin.send(
      new PutUserPolicyCommand({
        UserName: "reader",
        PolicyName: "rows",
        PolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement }),
      }),
    );
  const bob = `arn:aws:iam::${ACCOUNT}:user/bob`;
  const onTeam = { StringEquals: { "iam:ResourceTag/team": "ops" } };
  await put(
    statement("Allow", "iam:*", "*"),
    statement("Deny", "iam:ListMFADevices", bob),
    statement("Deny", "iam:ListGroupsForUser", "*", onTeam),
  );
  const denied = (on: string) => ({
    name: "AccessDeniedException",
    message: new RegExp(`^Rows cannot be found, filtered or sorted by .*depends on each row \\(${on}\\)`),
  });
  await assert.rejects(search(filteredBy("HasMfa", "=", "false"), READER), denied("resource"));
  await assert.rejects(search({ SortBy: "MfaDevices" }, READER), denied("resource"));
  await assert.rejects(search(filteredBy("Finding", "=", "UserWithoutMfa"), READER), denied("resource"));
  await assert.rejects(search(filteredBy("Groups", "=", "Writers"), READER), denied("iam:ResourceTag/team"));
  const looked = await search({ Query: "Writers", Columns: ["Groups", "MfaDevices"] }, READER);
  assert.deepEqual([looked.Count, looked.Columns], [0, ["MfaDevices"]]);
  const [notLooked, ...more] = looked.UnreadableColumns;
  assert.deepEqual([notLooked?.Column, notLooked?.Action, more], ["Groups", "iam:ListGroupsForUser", []]);
  assert.match(notLooked?.Message ?? "", /depends on each row/);
  // What nobody looks for is shown row by row.
  const shown = await search({ Columns: ["Groups"] }, READER);
  assert.deepEqual([shown.Columns, shown.UnreadableColumns], [["Groups"], []]);
  // What hangs on the request alone, or is about another action, hides nothing of one row.
  await put(
    statement("Allow", "iam:*", "*"),
    statement("Deny", "iam:DeleteUser", bob),
    statement("Deny", "iam:*", "*", { Bool: { "aws:ViaAWSService": "true" } }),
  );
  assert.equal((await search(filteredBy("HasMfa", "=", "false"), READER)).Count, COUNT + 3);
  await reader.admin.send(new DeleteUserPolicyCommand({ UserName: "reader", PolicyName: "rows" }));
});

test("what is asked for and is not there is refused by name", async () => {
  const refused = (message: RegExp) => ({ name: "ValidationException", message });
  await assert.rejects(
    search({ Columns: ["Shoe"] }),
    refused(/no column called "Shoe". There are: UserName, /),
  );
  await assert.rejects(search({ SortBy: "Groups" }), refused(/no column to sort by called "Groups"/));
  await assert.rejects(
    search(filteredBy("Nobody", "=", "x")),
    refused(/no property to filter by called "Nobody"/),
  );
  await assert.rejects(search(filteredBy("__proto__", "=", "x")), refused(/called "__proto__"/));
  await assert.rejects(search(filteredBy("HasMfa", "=", "maybe")), refused(/HasMfa takes true, false/));
  await assert.rejects(search(filteredBy("HasMfa", ">", "true")), refused(/HasMfa takes = !=, and not >/));
  await assert.rejects(search(filteredBy("InactiveDays", ">", "1.5")), refused(/InactiveDays takes days/));
  await assert.rejects(search(filteredBy("Finding", "=", "x")), refused(/Finding takes UserWithoutMfa, /));
  await assert.rejects(search({ Page: 0 }), refused(/greater than or equal to 1/));
  await assert.rejects(search({ PageSize: 101 }), refused(/less than or equal to 100/));
});

test("one event tells who searched, and which columns were read", async () => {
  await may(toRead("iam:ListMFADevices"));
  await search({ Columns: ["MfaDevices", "Groups"], PageSize: 2, Query: "person-07" }, READER);
  const log = await readAuditLog(installation);
  const events = log.filter(({ requestParameters }) =>
    JSON.stringify(requestParameters ?? {}).includes("person-07"),
  );
  assert.equal(events.length, 1);
  const { eventName, additionalEventData, readOnly } = events[0]! as unknown as Record<string, unknown>;
  assert.deepEqual(
    [eventName, readOnly, additionalEventData],
    ["SearchUsers", true, { columnsRead: ["MfaDevices"] }],
  );
});

import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { after, test } from "node:test";
import { accessKey } from "../conformance/families/access-keys.ts";
import { account } from "../conformance/families/accounts.ts";
import { attachment } from "../conformance/families/attachments.ts";
import { group } from "../conformance/families/groups.ts";
import { instanceProfile } from "../conformance/families/instance-profiles.ts";
import { instance } from "../conformance/families/instances.ts";
import { loginProfile } from "../conformance/families/login-profiles.ts";
import { policy } from "../conformance/families/policies.ts";
import { role } from "../conformance/families/roles.ts";
import { user } from "../conformance/families/users.ts";
import { ACCOUNT, boundary } from "../conformance/samples.ts";
import { type RecordSource, recordBatches, type Snapshot } from "../src/bulk/index.ts";
import { checkStore, type Finding, type Judges } from "../src/check/index.ts";
import { loadPostgres, openPostgresSnapshot } from "./postgres/index.ts";
import { administer, createDatabase, stopTestServer } from "./postgres/server.test-support.ts";
import { loadSqlite, openSqliteSnapshot } from "./sqlite/index.ts";
import { inFolder } from "./sqlite/store-file.test-support.ts";

after(stopTestServer);

const WHOLE: RecordSource = {
  accounts: [account(1), account(2)],
  users: [user(1, { ...boundary(1) }), user(2)],
  groups: [group(1)],
  roles: [role(1)],
  instanceProfiles: [instanceProfile(1, { roleId: role(1).id })],
  policies: [policy(1)],
  policyVersions: [
    { policyId: policy(1).id, version: policy(1).defaultVersion, document: "{}", createdAt: 1 },
  ],
  attachments: [attachment("user", 1, 1), attachment("group", 1, 1), attachment("role", 1, 1)],
  inlinePolicies: [
    { accountId: ACCOUNT, ownerKind: "user", ownerId: user(1).id, name: "Own", document: "{}" },
  ],
  memberships: [{ accountId: ACCOUNT, groupId: group(1).id, userId: user(1).id }],
  accessKeys: [accessKey(1), accessKey(2, { ownerKind: "root", ownerId: ACCOUNT as never })],
  loginProfiles: [loginProfile(1)],
  instances: [instance(1, { instanceProfileId: instanceProfile(1).id })],
  usage: [{ subject: user(1).id, at: 1 }],
};

const JUDGES: Judges = { isManagedPolicy: () => false, judgeSealed: () => undefined };

async function findIn(snapshot: Snapshot, judges = JUDGES): Promise<readonly Finding[]> {
  try {
    return await Array.fromAsync(checkStore(snapshot, judges));
  } finally {
    await snapshot.close();
  }
}

/** What is done to a whole store, in plain SQL, and what is to be found then, among others perhaps. */
type Damage = readonly [sql: string, finding: RegExp];

const GONE = "AAAA99999999999999999";

/** Also where the engine's own rules have to be set aside for it. */
const DAMAGES: readonly Damage[] = [
  [
    "update users set name_key = 'x' where id = 'AIDA00000000000000001'",
    /^users \w+: its name_key is "x", and should be "user-1"$/,
  ],
  [
    "update accounts set email_key = 'x' where id = '000000000001'",
    /^accounts 000000000001: its email_key is "x"/,
  ],
  [
    "update users set tags = '{' where id = 'AIDA00000000000000001'",
    /^users \w+: its tags cannot be read: "\{"$/,
  ],
  ["update users set tags = '{}' where id = 'AIDA00000000000000001'", /^users \w+: its tags cannot be read/],
  ["update roles set trust_principals = '[1]'", /^roles \w+: its trust_principals cannot be read/],
  [
    "update policies set default_version = 9",
    /^policies \w+: there is nothing in policy_versions for its id \w+, default_version 9$/,
  ],
  [
    "update policies set latest_version = 0",
    /^policies \w+: it has a version that is newer than its latest_version$/,
  ],
  [
    "update policies set arn = 'arn:aws:iam::000000000002:policy/policy-1'",
    /^policies \w+: its ARN names another account$/,
  ],
  [
    `update attachments set owner_id = '${GONE}' where owner_kind = 'user'`,
    /^attachments \w+ \S+: there is nothing in users for its owner_id AAAA/,
  ],
  [
    `update attachments set owner_id = '${GONE}' where owner_kind = 'group'`,
    /^attachments .*nothing in groups/,
  ],
  [
    `update attachments set owner_id = '${GONE}' where owner_kind = 'role'`,
    /^attachments .*nothing in roles/,
  ],
  [
    "update attachments set policy_arn = 'arn:aws:iam::aws:policy/None'",
    /^attachments .*nothing in policies for its policy_arn arn:aws:iam::aws:policy\/None/,
  ],
  [
    `update inline_policies set owner_id = '${GONE}'`,
    /^inline_policies AAAA\w+ Own: there is nothing in users/,
  ],
  [
    `update access_keys set owner_id = '${GONE}' where owner_kind = 'root'`,
    /^access_keys \w+: there is nothing in accounts/,
  ],
  [
    `update access_keys set owner_id = '${GONE}' where owner_kind = 'user'`,
    /^access_keys \w+: there is nothing in users/,
  ],
  [`update usage set subject = '${GONE}'`, /^usage AAAA\w+: what was used is not there$/],
  [
    "update account_counts set users = 5 where account_id = '000000000001'",
    /^account_counts 000000000001: it should hold users 2, groups 1, roles 1, policies 1, instance_profiles 1$/,
  ],
  [
    "delete from account_counts where account_id = '000000000002'",
    /^account_counts 000000000002: it should hold users 0/,
  ],
  [
    "delete from users where id = 'AIDA00000000000000002'",
    /^account_counts 000000000001: it should hold users 1/,
  ],
];

/** What PostgreSQL's own rules never let happen. */
const RUDE_DAMAGES: readonly Damage[] = [
  [
    "update users set path = '/' || char(0) || '/' where id = 'AIDA00000000000000002'",
    /^users \w+: path cannot hold U\+0000/,
  ],
  [
    "update login_profiles set password_reset_required = 2",
    /^login_profiles \w+: its password_reset_required is 2, and should be 0$/,
  ],
  [
    "update users set account_id = '000000000009' where id = 'AIDA00000000000000002'",
    /^users \w+: there is nothing in accounts for its account_id 000000000009$/,
  ],
  [`update memberships set group_id = '${GONE}'`, /^memberships \w+ AAAA\w+: there is nothing in groups/],
  [`update memberships set user_id = '${GONE}'`, /^memberships AAAA\w+ \w+: there is nothing in users/],
  [
    `update policy_versions set policy_id = '${GONE}'`,
    /^policy_versions AAAA\w+ 1: there is nothing in policies/,
  ],
  [`update instance_profiles set role_id = '${GONE}'`, /^instance_profiles \w+: there is nothing in roles/],
  [`update login_profiles set user_id = '${GONE}'`, /^login_profiles AAAA\w+: there is nothing in users/],
  ["update access_keys set status = 'Odd'", /^database: CHECK constraint failed in access_keys$/],
  [
    "insert into account_counts (account_id) values ('000000000009')",
    /^account_counts 000000000009: it holds users 0.* of nothing$/,
  ],
  [
    `delete from accounts where id = '000000000002'`,
    /^database: rows of account_counts refer to what accounts does not hold$/,
  ],
];

const show = ({ table, id, what }: Finding) => `${table}${id === "" ? "" : ` ${id}`}: ${what}`;

function assertFound(found: readonly Finding[], [sql, pattern]: Damage): void {
  const shown = found.filter(({ isNote }) => !isNote).map(show);
  assert.ok(
    shown.some((line) => pattern.test(line)),
    `${sql} → ${shown.join("; ")}`,
  );
}

test("SQLite: a whole store is whole, and each damage is found", () =>
  inFolder(async (file) => {
    await loadSqlite({ file, batches: recordBatches(WHOLE) });
    assert.deepEqual(await findIn(await openSqliteSnapshot({ file })), []);
    const damaged = `${file}.damaged`;
    for (const damage of [...DAMAGES, ...RUDE_DAMAGES]) {
      copyFileSync(file, damaged);
      const database = new DatabaseSync(damaged);
      database.exec("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON");
      assert.ok(Number(database.prepare(damage[0]).run().changes) > 0, damage[0]);
      database.close();
      assertFound(await findIn(await openSqliteSnapshot({ file: damaged })), damage);
    }
  }));

test("PostgreSQL: a whole store is whole, and each damage is found that its rules let happen", async () => {
  const { url } = await createDatabase();
  await loadPostgres({ url, batches: recordBatches(WHOLE) });
  assert.deepEqual(await findIn(await openPostgresSnapshot({ url })), []);
  for (const damage of DAMAGES) {
    if (damage[0].startsWith("delete from users") || damage[0].includes("owner_id")) continue;
    await administer(url, damage[0]);
    assertFound(await findIn(await openPostgresSnapshot({ url })), damage);
  }
});

test("what may be gone by the house's own rules is noted, and is no fault; AWS's policies are there", () =>
  inFolder(async (file) => {
    await loadSqlite({ file, batches: recordBatches(WHOLE) });
    const database = new DatabaseSync(file);
    database.exec(
      "UPDATE users SET permissions_boundary = 'arn:aws:iam::000000000001:policy/gone' WHERE name_key = 'user-1'",
    );
    database.exec(`UPDATE instances SET instance_profile_id = '${GONE}'`);
    database.exec("UPDATE attachments SET policy_arn = 'arn:aws:iam::aws:policy/ReadOnlyAccess'");
    database.close();
    const isManagedPolicy = (arn: string) => arn === "arn:aws:iam::aws:policy/ReadOnlyAccess";
    const found = await findIn(await openSqliteSnapshot({ file }), { ...JUDGES, isManagedPolicy });
    assert.deepEqual(
      found.map(({ table, isNote }) => [table, isNote]),
      [
        ["users", true],
        ["instances", true],
      ],
    );
  }));

test("what a judge finds sealed wrongly is told of its row, and each record is judged", () =>
  inFolder(async (file) => {
    await loadSqlite({ file, batches: recordBatches(WHOLE) });
    const judged = new Set<string>();
    const judgeSealed: Judges["judgeSealed"] = (family, record) => {
      judged.add(family);
      return family === "accessKeys" && "id" in record && record.id === accessKey(2).id
        ? "it does not open"
        : undefined;
    };
    const found = await findIn(await openSqliteSnapshot({ file }), { ...JUDGES, judgeSealed });
    assert.deepEqual(found.map(show), [`access_keys ${accessKey(2).id}: it does not open`]);
    assert.deepEqual([...judged].toSorted(), Object.keys(WHOLE).toSorted());
  }));

/**
 * The store of an older version, opened by this one: it is migrated, everybody signs in as before, and whatever was told of it is
 * told the same. A folder is named by the day of the tree that made it: its store and key, the seed it began with, and what the
 * version of then told.
 */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import {
  ChangePasswordCommand,
  CreateUserCommand,
  GetAccountSummaryCommand,
  GetUserCommand,
  ListInstanceProfilesCommand,
} from "@aws-sdk/client-iam";
import { AssumeRoleCommand, GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { Browser } from "../console/browser.ts";
import { type ChildInstallation, runRolecall, startChild } from "../installation/child-process.ts";
import { clientsOf, type Keys, keysOf } from "../installation/clients.ts";
import { assertRefused } from "../installation/refusal.ts";
import { readHoldings } from "./read-holdings.ts";

const FIXTURE = fileURLToPath(new URL("./2026-11-22/", import.meta.url));
const ACCOUNT = "111111111111";
/** The keys of the seed; passwords stand there too. */
const ADMIN: Keys = {
  accessKeyId: "AKIASEEDADMINAAAAAAA",
  secretAccessKey: "seed-secret-of-the-administrator",
};
const ANA: Keys = { accessKeyId: "AKIASEEDANAAAAAAAAAA", secretAccessKey: "seed-secret-of-ana-and-nobody" };
const ANA_PUT_ASIDE: Keys = {
  accessKeyId: "AKIASEEDANABBBBBBBBB",
  secretAccessKey: "seed-secret-of-ana-put-aside",
};
const EVE: Keys = { accessKeyId: "AKIASEEDEVEAAAAAAAAA", secretAccessKey: "seed-secret-of-eve-in-the-other" };

const holds = JSON.parse(readFileSync(join(FIXTURE, "holds.json"), "utf8"));
let folder: string;
let upgraded: ChildInstallation;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "rolecall-upgrade-"));
  writeFileSync(join(folder, "master.key"), readFileSync(join(FIXTURE, "master.key")), { mode: 0o600 });
  const store = gunzipSync(readFileSync(join(FIXTURE, "rolecall.db.gz")));
  writeFileSync(join(folder, "rolecall.db"), store, { mode: 0o600 });
  upgraded = await startChild(["--data", folder]);
});
after(async () => {
  await upgraded?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const clients = (keys: Keys) => clientsOf({ endpoint: upgraded.endpoint, clockOffsetMs: () => 0 }, keys);

test("everything that was told of both accounts is told the same", async () => {
  const byAdministrator = { [ACCOUNT]: ADMIN, "222222222222": EVE };
  for (const [accountId, keys] of Object.entries(byAdministrator))
    assert.deepEqual(await readHoldings(clients(keys).iam), holds.accounts[accountId]);
  const { InstanceProfiles } = await clients(ADMIN).iam.send(new ListInstanceProfilesCommand({}));
  assert.deepEqual(JSON.parse(JSON.stringify(InstanceProfiles)), holds.instanceProfiles);
});

test("keys of the seed and one that was made at random sign as before, and one that was put aside does not", async () => {
  const arnOf = async (keys: Keys) => (await clients(keys).sts.send(new GetCallerIdentityCommand({}))).Arn;
  assert.equal(await arnOf(ANA), `arn:aws:iam::${ACCOUNT}:user/people/ana`);
  assert.equal(await arnOf(holds.madeKey), `arn:aws:iam::${ACCOUNT}:user/people/bob`);
  await assertRefused(arnOf(ANA_PUT_ASIDE), { code: "InvalidClientTokenId", status: 403 });
});

test("policies, groups, boundaries and trust decide as before", async () => {
  const ana = clients(ANA).iam;
  assert.equal((await ana.send(new GetUserCommand({ UserName: "ana" }))).User?.UserName, "ana");
  await assertRefused(ana.send(new CreateUserCommand({ UserName: "more" })), {
    code: "AccessDenied",
    status: 403,
  });
  const role = { RoleArn: `arn:aws:iam::${ACCOUNT}:role/cross/Visitor`, RoleSessionName: "eve" };
  const eve = clients(EVE).sts;
  await assertRefused(eve.send(new AssumeRoleCommand(role)), { code: "AccessDenied", status: 403 });
  const { Credentials } = await eve.send(new AssumeRoleCommand({ ...role, ExternalId: "4711" }));
  const visitor = clients(keysOf(Credentials)).iam;
  assert.ok((await visitor.send(new GetAccountSummaryCommand({}))).SummaryMap);
});

test("people sign in to the console with the passwords of then, the root user too", async () => {
  const ana = await new Browser(upgraded).signIn({
    account: "nordwind",
    user: "ana",
    password: "Anas-First-1-Password",
  });
  assert.equal(ana.status, 200, JSON.stringify(ana.body));
  assert.equal(ana.body.identity.arn, `arn:aws:iam::${ACCOUNT}:user/people/ana`);
  const root = await new Browser(upgraded).signIn({
    email: "root@nordwind.example",
    password: "Nordwind-Root-1-Password",
  });
  assert.equal(root.status, 200, JSON.stringify(root.body));
  const wrong = await new Browser(upgraded).signIn({
    account: "nordwind",
    user: "ana",
    password: "Anas-First-2-Password",
  });
  assert.equal(wrong.status, 401);
});

test("what is changed now is kept, and the store is whole", async () => {
  const change = { OldPassword: "Anas-First-1-Password", NewPassword: "Anas-Second-2-Password" };
  await clients(ANA).iam.send(new ChangePasswordCommand(change));
  await clients(ADMIN).iam.send(new CreateUserCommand({ UserName: "new" }));
  assert.equal(await upgraded.stop(), 0);
  const { code, output } = await runRolecall(["store", "check", "--data", folder]);
  assert.equal(code, 0, output);
  upgraded = await startChild(["--data", folder]);
  const told = await new Browser(upgraded).signIn({
    account: ACCOUNT,
    user: "ana",
    password: change.NewPassword,
  });
  assert.equal(told.status, 200, JSON.stringify(told.body));
  assert.ok(await clients(ADMIN).iam.send(new GetUserCommand({ UserName: "new" })));
});

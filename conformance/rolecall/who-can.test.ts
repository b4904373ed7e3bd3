/**
 * Two accounts of an organization. Each way that who-can tells is walked by AWS's clients: one that is open works, one that is stopped does
 * not, one that needs something works with it and not without.
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { GetUserCommand } from "@aws-sdk/client-iam";
import { AssumeRoleCommand, type AssumeRoleCommandInput } from "@aws-sdk/client-sts";
import { runCommand } from "../../packages/server/src/command/policy/run-command.test-support.ts";
import { clientsOf, type Keys, keysOf } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { ACCOUNT as A, ADMIN, seedKeysOf, seedUser, seedWithAdmin } from "../installation/seed.ts";

const B = "222222222222";
const TARGET = `arn:aws:iam::${B}:user/target`;
const role = (name: string, account = B) => `arn:aws:iam::${account}:role/${name}`;
const user = (name: string, account = A) => `arn:aws:iam::${account}:user/${name}`;

const policy = (...Statement: readonly object[]) => ({ Version: "2012-10-17", Statement });
const allow = (Action: unknown, Resource: unknown = "*", more: object = {}) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
const may = (...statements: readonly object[]) => ({ inlinePolicies: { own: policy(...statements) } });
const trust = (AWS: unknown, more: object = {}) => ({
  trust: policy({ Effect: "Allow", Principal: { AWS }, Action: "sts:AssumeRole", ...more }),
});
const READ = allow("iam:GetUser");
const PARTNER = { Condition: { StringEquals: { "sts:ExternalId": "partner-7" } } };
const NAMED = { Condition: { StringEquals: { "sts:RoleSessionName": "night-watch" } } };

const [management] = seedWithAdmin({
  groups: [{ name: "engineers", inlinePolicies: { own: policy(allow("sts:AssumeRole", role("*"))) } }],
  users: [
    seedUser("ana", { groups: ["engineers"] }),
    seedUser("bela", may(allow("sts:AssumeRole", role("Door", A)))),
    seedUser("clara", may(allow("s3:*"))),
  ],
  roles: [{ name: "Door", ...trust(user("bela")), ...may(allow("sts:AssumeRole", role("Inner"))) }],
}).accounts;

const SEED = {
  accounts: [
    management,
    {
      id: B,
      name: "shop",
      policies: [{ name: "Ceiling", document: policy(allow("s3:*")) }],
      groups: [{ name: "readers", inlinePolicies: { own: policy(READ) } }],
      users: [
        seedUser("target"),
        seedUser("dan", { groups: ["readers"] }),
        seedUser("eva", { ...may(READ), permissionsBoundary: "Ceiling" }),
      ],
      roles: [
        { name: "Reader", ...trust(A), ...may(READ) },
        { name: "Inner", ...trust(role("Door", A)), ...may(READ) },
        { name: "Partner", ...trust(A, PARTNER), ...may(READ) },
        { name: "Watch", ...trust(A, NAMED), ...may(READ) },
        { name: "Blocked", ...trust(A), ...may(READ) },
        { name: "Bounded", ...trust(A), ...may(READ), permissionsBoundary: "Ceiling" },
        { name: "Other", ...trust(A), ...may(allow("s3:*")) },
      ],
    },
  ],
  organization: {
    managementAccount: A,
    features: "ALL",
    policies: [
      {
        name: "NoBlocked",
        type: "SERVICE_CONTROL_POLICY",
        document: policy({
          Effect: "Deny",
          Action: "iam:GetUser",
          Resource: "*",
          Condition: { ArnLike: { "aws:PrincipalArn": role("Blocked") } },
        }),
      },
    ],
    root: { units: [{ name: "Workloads", policies: ["NoBlocked"], accounts: [B], units: [] }] },
  },
};

interface Way {
  readonly principal: string;
  readonly state: "open" | "needs" | "stopped";
  readonly through: readonly string[];
  readonly needs: readonly string[];
}

let installation: TestInstallation;
before(async () => {
  installation = await startInstallation(SEED);
});
after(() => installation?.stop());

const environment = { AWS_ACCESS_KEY_ID: ADMIN.accessKeyId, AWS_SECRET_ACCESS_KEY: ADMIN.secretAccessKey };

async function ask(...where: readonly string[]): Promise<readonly Way[]> {
  const answer = await runCommand(["who-can", "iam:GetUser", TARGET, ...where, "--json"], { environment });
  assert.deepEqual([answer.exitCode, answer.stderr], [0, ""]);
  return JSON.parse(answer.stdout);
}

const asked = () => ask("--endpoint", installation.endpoint);

test("a server, a store and a seed tell the same ways", async () => {
  const ways = await asked();
  const { databaseUrl, dataFolder } = installation;
  const store = databaseUrl === undefined ? ["--data", dataFolder] : ["--database", databaseUrl];
  assert.deepEqual(await ask(...store), ways);
  assert.deepEqual(await ask("--seed", join(installation.dataFolder, "seed.json")), ways);
  const of = (name: string) => ways.filter(({ principal }) => principal === name);
  const engineers = (name: string, state: string, needs: readonly string[] = []) => ({
    principal: user("ana"),
    state,
    through: [role(name)],
    needs,
  });
  assert.deepEqual(of(user("ana")), [
    engineers("Blocked", "stopped"),
    engineers("Bounded", "stopped"),
    engineers("Partner", "needs", ["sts:ExternalId"]),
    engineers("Reader", "open"),
    engineers("Watch", "needs", ["sts:RoleSessionName"]),
  ]);
  assert.deepEqual(of(user("bela")), [
    { principal: user("bela"), state: "open", through: [role("Door", A), role("Inner")], needs: [] },
  ]);
  assert.deepEqual(of(user("clara")), []);
  assert.deepEqual(of(user("dan", B)), [
    { principal: user("dan", B), state: "open", through: [`arn:aws:iam::${B}:group/readers`], needs: [] },
  ]);
  assert.deepEqual(of(user("eva", B)), [
    { principal: user("eva", B), state: "stopped", through: [], needs: [] },
  ]);
});

/** With what is needed, a way is walked with what meets it. */
const MEETING: Readonly<Record<string, Partial<AssumeRoleCommandInput>>> = {
  "sts:ExternalId": { ExternalId: "partner-7" },
  "sts:RoleSessionName": { RoleSessionName: "night-watch" },
};

/** Assumes one role after the other, then does what was asked about. @returns whether all of it was allowed */
async function walk({ through }: Way, keys: Keys, more: Partial<AssumeRoleCommandInput>): Promise<boolean> {
  let own = keys;
  try {
    for (const RoleArn of through.filter((arn) => arn.includes(":role/"))) {
      const input = { RoleArn, RoleSessionName: "walk", ...more };
      const { Credentials } = await clientsOf(installation, own).sts.send(new AssumeRoleCommand(input));
      own = keysOf(Credentials);
    }
    await clientsOf(installation, own).iam.send(new GetUserCommand({ UserName: "target" }));
    return true;
  } catch (error) {
    assert.match(`${(error as Error).name}`, /^AccessDenied/);
    return false;
  }
}

test("each open way works, each stopped one does not, each other works with what it needs alone", async () => {
  const counts = { open: 0, needs: 0, stopped: 0 };
  for (const way of await asked()) {
    const [, name = ""] = /:user\/(\w+)$/.exec(way.principal) ?? [];
    if (name === "") continue;
    const keys = name === "admin" ? ADMIN : seedKeysOf(name);
    const meeting = Object.assign({}, ...way.needs.map((key) => MEETING[key] ?? assert.fail(key)));
    assert.equal(await walk(way, keys, {}), way.state === "open", JSON.stringify(way));
    if (way.state === "needs") assert.ok(await walk(way, keys, meeting), JSON.stringify(way));
    counts[way.state] += 1;
  }
  assert.ok(counts.open >= 4 && counts.needs >= 4 && counts.stopped >= 4, JSON.stringify(counts));
});

test("what somebody can become is told, of a server and of a seed", async () => {
  const what = async (...where: readonly string[]) => {
    const { exitCode, stdout, stderr } = await runCommand(["what-can", user("bela"), ...where, "--json"], {
      environment,
    });
    assert.deepEqual([exitCode, stderr], [0, ""]);
    return JSON.parse(stdout);
  };
  const ofServer = await what("--endpoint", installation.endpoint);
  assert.deepEqual(await what("--seed", join(installation.dataFolder, "seed.json")), ofServer);
  assert.deepEqual(
    ofServer.map(({ principal, state }: Way) => [principal, state]),
    [
      [user("bela"), "open"],
      [role("Door", A), "open"],
      [role("Inner"), "open"],
    ],
  );
});

test("people are told in lines, and mistakes by what is wrong", async () => {
  const where = ["--seed", join(installation.dataFolder, "seed.json")];
  const { stdout } = await runCommand(["who-can", "iam:GetUser", TARGET, ...where]);
  assert.match(stdout, /^ {2}◇ .*user\/ana → .*role\/Partner {3}needs sts:ExternalId$/m);
  assert.match(stdout, /^ {2}✕ .*user\/eva {3}stopped by boundary$/m);
  assert.match(stdout, /^Looked at 17 of 17 users and roles of 2 accounts\.$/m);
  const wrong = async (args: readonly string[], says: RegExp) => {
    const { exitCode, stderr } = await runCommand(args, { environment });
    assert.equal(exitCode, 2);
    assert.match(stderr, says);
  };
  await wrong(["who-can", "iam:GetUser"], /give an action and a resource/);
  await wrong(["who-can", "GetUser", TARGET], /"GetUser" is no action: write SERVICE:ACTION/);
  await wrong(["who-can", "iam:GetUser", "target"], /"target" is no resource/);
  await wrong(["who-can", "iam:GetUser", TARGET, ...where, "--context", "x"], /"x" is no context/);
  await wrong(["who-can", "iam:GetUser", TARGET, ...where, "--endpoint", "http://x"], /exclude each other/);
  await wrong(
    ["who-can", "iam:GetUser", TARGET, "--seed", "/nowhere.yaml"],
    /\/nowhere\.yaml cannot be read/,
  );
  await wrong(
    ["what-can", user("nobody"), ...where],
    /there is no principal arn:aws:iam::111111111111:user\/nobody/,
  );
});

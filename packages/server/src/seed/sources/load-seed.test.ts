import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { hashPassword, verifyPassword } from "@rolecall/credentials";
import { toAccountId } from "@rolecall/names";
import { openTestInstallation } from "../../installation/installation.test-support.ts";
import { applySeed } from "../apply-seed.ts";
import { SeedError } from "../seed-error.ts";
import { loadSeed } from "./load-seed.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rolecall-seed-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

type Files = Readonly<Record<string, string>>;

/** Reads `seed.yaml` of these files. */
async function load(files: Files | string, variables: Files = {}) {
  const all = typeof files === "string" ? { "seed.yaml": files } : files;
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return loadSeed({ file: join(folder, "seed.yaml"), text: all["seed.yaml"] ?? "", variables });
}

/** What is wrong, without the folder. */
async function messageOf(files: Files | string, variables: Files = {}): Promise<string> {
  try {
    await load(files, variables);
  } catch (error) {
    assert.ok(error instanceof SeedError, String(error));
    return error.message.replaceAll(`${folder}/`, "");
  }
  throw new Error("It was taken.");
}

const account = (...lines: readonly string[]) =>
  ["accounts:", '  - id: "111111111111"', ...lines.map((line) => `    ${line}`), ""].join("\n");
const ALLOW =
  '{ "Version": "2012-10-17",\n  "Statement": { "Effect": "Allow", "Action": "*", "Resource": "*" } }\n';

test("variables stand in values, with defaults, as text, and never in keys", async () => {
  const { seed } = await load(
    account(
      "name: ${TEAM}-${STAGE:-dev}",
      "users:",
      "  - { name: '$${TEAM}', password: '${PASSWORD:-}x${EMPTY:-y}' }",
      "  - name: ${NUMBER}",
      "    tags: { '${TEAM}': '${aws:username} ${*} ${aws:PrincipalTag/a, ''b''}' }",
    ),
    { TEAM: "core", NUMBER: "007", EMPTY: "" },
  );
  const [first] = seed.accounts;
  assert.equal(first?.name, "core-dev");
  assert.deepEqual(first?.users, [
    { name: "${TEAM}", password: "xy" },
    { name: "007", tags: { "${TEAM}": "${aws:username} ${*} ${aws:PrincipalTag/a, 'b'}" } },
  ]);
});

test("what a variable holds is text and never more of the seed", async () => {
  const { seed } = await load(account("users: [{ name: '${NAME}' }]"), { NAME: "a }, { name: b" });
  assert.deepEqual(seed.accounts[0]?.users, [{ name: "a }, { name: b" }]);
});

test("a variable that is missing, or none, is told with its place", async () => {
  assert.equal(
    await messageOf(account("users:", "  - name: ann", "    password: ${PASSWORD}")),
    "seed.yaml:5: accounts[0].users[0].password: the variable PASSWORD is not set: set it, or write ${PASSWORD:-default}",
  );
  assert.equal(
    await messageOf(account("name: ${MY-NAME}")),
    "seed.yaml:3: accounts[0].name: ${MY-NAME} is neither a variable of the environment (${NAME}) nor one of policies (${aws:username}); to write it as it stands, put a second $ in front",
  );
  assert.equal(
    await messageOf(account("roles: [{ name: r, trust: {}, maxSessionSeconds: '${SECONDS}' }]"), {
      SECONDS: "3600",
    }),
    "seed.yaml:3: accounts[0].roles[0].maxSessionSeconds: must be integer",
  );
  assert.match(await messageOf(account("name: ${toString}")), /the variable toString is not set/);
});

test("variables cannot make a small seed large", async () => {
  const users = Array.from({ length: 200 }, (_, index) => `{ name: u${index}, path: '\${BIG}' }`);
  const message = await messageOf(account(`users: [${users.join()}]`), { BIG: "x".repeat(100_000) });
  assert.match(message, /the variables of this seed make more than 16 MiB of text$/);
});

const USERS = (...names: readonly string[]) =>
  account(`users: [${names.map((name) => `{ name: ${name} }`).join()}]`);

test("files are included: lists stand behind one another, also those of one account", async () => {
  const { seed } = await load({
    "seed.yaml": `include: [people/all.yaml, other.yaml]\n${USERS("ann")}externalAccounts: ["999999999999"]\n`,
    "people/all.yaml": `include: more.yaml\n${USERS("bob")}    groups: [{ name: G }]\n`,
    "people/more.yaml": USERS("eve"),
    "other.yaml": 'accounts: [{ id: "222222222222" }]\nexternalAccounts: ["888888888888"]\n',
  });
  assert.deepEqual(seed, {
    accounts: [
      {
        id: "111111111111",
        users: [{ name: "ann" }, { name: "bob" }, { name: "eve" }],
        groups: [{ name: "G" }],
      },
      { id: "222222222222" },
    ],
    externalAccounts: ["999999999999", "888888888888"],
  });
});

test("a file that two others include is read once", async () => {
  const { seed } = await load({
    "seed.yaml": "include: [a.yaml, b.yaml]\n",
    "a.yaml": "include: c.yaml\n",
    "b.yaml": "include: ./c.yaml\n",
    "c.yaml": USERS("ann"),
  });
  assert.equal(seed.accounts[0]?.users?.length, 1);
});

const INCLUDES: Readonly<Record<string, readonly [files: Files, message: string]>> = {
  "the same user in two files": [
    { "seed.yaml": `include: more.yaml\n${USERS("ann")}`, "more.yaml": USERS("bob", "Ann") },
    "more.yaml:3: accounts[0].users[1]: User with name Ann already exists. The other one is accounts[0].users[0] in seed.yaml:4.",
  ],
  "a thing that is said once": [
    { "seed.yaml": `include: more.yaml\n${account("alias: one")}`, "more.yaml": account("alias: two") },
    "more.yaml:3: accounts[0].alias: this stands in seed.yaml:4 already: one file says it",
  ],
  "two organizations": [
    {
      "seed.yaml": `include: more.yaml\n${account()}organization: {}\n`,
      "more.yaml": "organization: {}\n",
    },
    "more.yaml:1: organization: this stands in seed.yaml:4 already: one file says it",
  ],
  "an account twice in one file": [
    { "seed.yaml": "include: more.yaml\n", "more.yaml": `${account()}  - id: "111111111111"\n` },
    "more.yaml:3: accounts[1].id: Account 111111111111 already exists. The other one is accounts[0].id in more.yaml:2.",
  ],
  "a circle": [
    {
      "seed.yaml": "include: a.yaml\n",
      "a.yaml": "include: [sub/b.yaml]\n",
      "sub/b.yaml": "x: 1\ninclude: ../a.yaml\n",
    },
    "sub/b.yaml:2: include: files include one another in a circle: seed.yaml → a.yaml → sub/b.yaml → sub/../a.yaml",
  ],
  "a file that is not there": [
    { "seed.yaml": "accounts: []\ninclude:\n  - none.yaml\n" },
    "seed.yaml:3: include[0]: none.yaml cannot be read: there is no such file.",
  ],
  "a folder": [{ "seed.yaml": "include: [sub]\n", "sub/x": "" }, "seed.yaml:1: include[0]: sub is no file."],
  "what is no name": [
    { "seed.yaml": "include: 3\n" },
    "seed.yaml:1: include: must be the name of a file, or a list of such names",
  ],
  "what is no seed": [
    { "seed.yaml": "include: list.yaml\n", "list.yaml": "- 1\n" },
    "list.yaml:1: (top level): must be an object, as a seed is",
  ],
  "an unknown key in an included file": [
    {
      "seed.yaml": `include: more.yaml\n${account()}`,
      "more.yaml": account("users:", "  - name: ann", "    colour: red"),
    },
    'more.yaml:5: accounts[0].users[0].colour: the key "colour" is not known here',
  ],
  "a variable in an included file": [
    { "seed.yaml": "include: more.yaml\n", "more.yaml": USERS("'${NAME}'") },
    "more.yaml:3: accounts[0].users[0].name: the variable NAME is not set: set it, or write ${NAME:-default}",
  ],
};
for (const [what, [files, message]] of Object.entries(INCLUDES))
  test(`${what} is told with every place`, async () => assert.equal(await messageOf(files), message));

test("a pipe is no file, and nobody waits for who would write to it", { timeout: 10_000 }, async () => {
  execFileSync("mkfifo", [join(folder, "pipe")]);
  assert.equal(await messageOf("include: pipe\naccounts: []\n"), "seed.yaml:1: include: pipe is no file.");
  assert.equal(
    await messageOf(account("policies: [{ name: p, document: { policyFile: pipe } }]")),
    "seed.yaml:3: accounts[0].policies[0].document.policyFile: pipe is no file.",
  );
});

test("files include one another so deep and no deeper, and so many and no more", async () => {
  const chain = Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [
      index === 0 ? "seed.yaml" : `${index}.yaml`,
      `include: ${index + 1}.yaml\n`,
    ]),
  );
  assert.equal(
    await messageOf(chain),
    "8.yaml:1: include: files include one another more than 8 deep: seed.yaml → 1.yaml → 2.yaml → 3.yaml → 4.yaml → 5.yaml → 6.yaml → 7.yaml → 8.yaml → 9.yaml",
  );
  const many = Array.from({ length: 1_001 }, (_, index) => `${index}.yaml`);
  const files = Object.fromEntries(many.map((name) => [name, "externalAccounts: []\n"]));
  const message = await messageOf({ ...files, "seed.yaml": `include: [${many.join()}]\n` });
  assert.equal(message, "seed.yaml:1: include[1000]: a seed has at most 1000 files.");
});

test("documents stand in files of their own", async () => {
  const trust = JSON.stringify({
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
  });
  const { seed } = await load({
    "seed.yaml": `include: sub/more.yaml\n${account(
      "policies:",
      "  - { name: One, policyFile: ./read.json }",
      "  - { name: Two, document: { policyFile: read.json } }",
      "users: [{ name: ann, inlinePolicies: { Own: { policyFile: read.json } } }]",
    )}`,
    "sub/more.yaml": account("roles: [{ name: r, trust: { policyFile: trust.json } }]"),
    "read.json": ALLOW,
    "sub/trust.json": trust,
  });
  const [first] = seed.accounts;
  assert.deepEqual(
    first?.policies?.map(({ document }) => document),
    [ALLOW, ALLOW],
  );
  assert.equal(first?.users?.[0]?.inlinePolicies?.Own, ALLOW);
  assert.equal(first?.roles?.[0]?.trust, trust);
});

const POLICY_FILES: Readonly<Record<string, readonly [line: string, message: string]>> = {
  "what is wrong in a document": [
    "policies: [{ name: P, policyFile: policies/bad.json }]",
    'policies/bad.json:3: accounts[0].policies[0].document: "Alow" is not an Effect. Write "Allow" or "Deny", in this spelling.',
  ],
  "what is no JSON": [
    "policies: [{ name: P, policyFile: broken.json }]",
    "broken.json:2: accounts[0].policies[0].document:",
  ],
  "a file that is not there": [
    "policies: [{ name: P, policyFile: none.json }]",
    "seed.yaml:3: accounts[0].policies[0].policyFile: none.json cannot be read: there is no such file.",
  ],
  "a document twice": [
    "policies: [{ name: P, document: {}, policyFile: a.json }]",
    "seed.yaml:3: accounts[0].policies[0].policyFile: a policy has a document or a policyFile, and not both",
  ],
  "a file beside other things": [
    "policies: [{ name: P, document: { policyFile: a.json, Version: x } }]",
    "seed.yaml:3: accounts[0].policies[0].document: policyFile stands for the whole document: nothing else can be beside it",
  ],
};
for (const [what, [line, message]] of Object.entries(POLICY_FILES))
  test(`of a policy's file ${what} is told where it stands`, async () => {
    const told = await messageOf({
      "seed.yaml": account(line),
      "policies/bad.json":
        '{ "Version": "2012-10-17", "Statement": [\n\n  { "Effect": "Alow", "Action": "*", "Resource": "*" } ] }',
      "broken.json": '{\n  "Version": ',
    });
    assert.ok(told.startsWith(message), told);
  });

test("passwords are given as hashes too, which sign in", async (context) => {
  const installation = await openTestInstallation();
  context.after(() => installation.close());
  const password = "Correct-horse-battery-42";
  const hash = await hashPassword(password, installation.random);
  const seed = await load(
    account(`rootPasswordHash: '${hash}'`, `users: [{ name: ann, passwordHash: '\${HASH}' }]`),
    {
      HASH: hash,
    },
  );
  await applySeed(installation, seed, () => {});
  const accountId = toAccountId("111111111111");
  const kept = await installation.store.read(async (tx) => {
    const user = await tx.users.byName(accountId, "ann");
    return [
      (await tx.loginProfiles.ofUser(user!.id))?.passwordHash,
      (await tx.accounts.byId(accountId))?.rootPasswordHash,
    ];
  });
  for (const each of kept) assert.ok(await verifyPassword(each ?? "", password));
});

const HASHES: readonly (readonly [hash: string, message: RegExp])[] = [
  ["plain", /passwordHash: a password's hash is a PHC string of argon2id: /],
  [
    "$argon2id$v=19$m=4194304,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA",
    /asks for at most m=65536 \(KiB\), t=10 and p=4$/,
  ],
  ["$argon2id$v=19$m=65536,t=9999,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA", /asks for at most/],
  [
    "$argon2id$v=19$m=7,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA",
    /needs at least t=1, p=1 and m=8 for each p$/,
  ],
  [
    "$argon2id$v=19$m=64,t=1,p=1$c2Fs$aGFzaGhhc2hoYXNoaGFzaA",
    /the salt in a password's hash has 8 to 64 bytes/,
  ],
  ["$argon2i$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA", /is a PHC string of argon2id/],
];
for (const [hash, message] of HASHES)
  test(`the hash ${hash.slice(0, 40)} is refused, and not repeated`, async () => {
    const told = await messageOf(account(`users: [{ name: ann, passwordHash: '${hash}' }]`));
    assert.match(told, message);
    assert.ok(told.startsWith("seed.yaml:3: accounts[0].users[0].passwordHash: ") && !told.includes(hash));
  });

test("a password and its hash exclude each other", async () => {
  const told = await messageOf(account("users: [{ name: ann, password: Abc-12345678, passwordHash: x }]"));
  assert.match(told, /passwordHash: there is a password and its hash: one of them says it/);
});

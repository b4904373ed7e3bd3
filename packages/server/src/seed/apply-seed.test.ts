import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { toAccountId } from "@rolecall/names";
import { openTestInstallation } from "../installation/installation.test-support.ts";
import type { Installation } from "../installation/installation.ts";
import { applySeed } from "./apply-seed.ts";
import { readSeed } from "./read-seed.ts";
import { SeedError } from "./seed-error.ts";

async function open(context: TestContext): Promise<Installation> {
  const installation = await openTestInstallation();
  context.after(() => installation.close());
  return installation;
}

const keepNothing = () => {};

const trusting = (principal: string) => `accounts:
  - id: "111111111111"
    users: [{ name: ann }]
    roles:
      - name: Visitor
        trust:
          Version: "2012-10-17"
          Statement: [{ Effect: Allow, Principal: { AWS: "${principal}" }, Action: "sts:AssumeRole" }]
`;

test("what only the store can tell is told with its place, and nothing stays of such a seed", async (context) => {
  const installation = await open(context);
  const place = "seed.yaml:6: accounts[0].roles[0].trust: ";
  const mistakes: readonly (readonly [seed: string, message: string])[] = [
    [
      trusting("arn:aws:iam::999999999999:root"),
      `${place}Invalid principal in policy: "AWS":"arn:aws:iam::999999999999:root". ` +
        "There is no account 999999999999 here: add it to the seed's accounts or, if it is somewhere else, to its " +
        "externalAccounts (or start with --external-account 999999999999).",
    ],
    [
      trusting("999999999999"),
      `${place}Invalid principal in policy: "AWS":"999999999999". ` +
        "There is no account 999999999999 here: add it to the seed's accounts or, if it is somewhere else, to its " +
        "externalAccounts (or start with --external-account 999999999999).",
    ],
    [
      trusting("arn:aws:iam::111111111111:user/bob"),
      `${place}Invalid principal in policy: "AWS":"arn:aws:iam::111111111111:user/bob". ` +
        "Account 111111111111 has no such user or role.",
    ],
    [
      'accounts:\n  - id: "111111111111"\n    users:\n      - name: ann\n        groups: [Nobodies]\n',
      "seed.yaml:5: accounts[0].users[0].groups[0]: The group with name Nobodies cannot be found.",
    ],
  ];
  for (const [seed, message] of mistakes) {
    await assert.rejects(
      applySeed(installation, readSeed(seed, "seed.yaml"), keepNothing),
      (error: unknown) => {
        assert.ok(error instanceof SeedError, String(error));
        assert.equal(error.message, message);
        return true;
      },
    );
    assert.deepEqual(await installation.store.read((tx) => tx.accounts.list()), []);
  }
  await applySeed(
    installation,
    readSeed(trusting("arn:aws:iam::111111111111:user/ann"), "seed.yaml"),
    keepNothing,
  );
  assert.equal((await installation.store.read((tx) => tx.accounts.list())).length, 1);
});

test("a store whose keys could not be kept is empty again", async (context) => {
  const installation = await open(context);
  const seed = readSeed('accounts: [{ id: "111111111111" }]', "seed.yaml");
  const full = () => {
    throw new Error("the disk is full");
  };
  await assert.rejects(applySeed(installation, seed, full), /the disk is full/);
  assert.deepEqual(await installation.store.read((tx) => tx.accounts.list()), []);
});

test("accounts that are somewhere else may be trusted, and are kept with the store", async (context) => {
  const installation = await open(context);
  const seed = `externalAccounts: ["999999999999"]\n${trusting("arn:aws:iam::999999999999:role/monitor")}`;
  await applySeed(installation, readSeed(seed, "seed.yaml"), keepNothing);
  const kept = await installation.store.read((tx) => tx.externalAccounts.byId(toAccountId("999999999999")));
  assert.ok(kept);
  assert.equal((await installation.store.read((tx) => tx.accounts.list())).length, 1);
});

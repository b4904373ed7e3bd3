import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { openTestInstallation } from "../../installation/installation.test-support.ts";
import type { Installation } from "../../installation/installation.ts";
import { applySeed } from "../../seed/apply-seed.ts";
import type { LocatedSeed } from "../../seed/located-seed.ts";
import { readSeed } from "../../seed/read-seed.ts";
import type { Seed } from "../../seed/seed.ts";
import { readKeptOrganization } from "../source/kept-organization.ts";
import { exportOrganization } from "./export-organization.ts";
import { ANSWERS } from "./made-up-answers.test-support.ts";
import { readOrganizationFile } from "./read-organization-file.ts";

async function inNewStore<Result>(
  located: LocatedSeed,
  look: (installation: Installation) => Promise<Result>,
): Promise<Result> {
  const installation = await openTestInstallation();
  try {
    await applySeed(installation, located, () => {});
    return await look(installation);
  } finally {
    await installation.close();
  }
}

/** What an export says of a store that was made of a seed. */
const exported = (located: LocatedSeed): Promise<Seed> =>
  inNewStore(located, ({ store }) =>
    store.read(async (tx) => {
      const [organization] = await tx.organizations.list();
      assert.ok(organization);
      return exportOrganization(await readKeptOrganization(tx, organization));
    }),
  );

const read = (seed: unknown) => readSeed(JSON.stringify(seed), "seed.json");

async function assertRoundTrip(located: LocatedSeed): Promise<Seed> {
  const first = await exported(located);
  // As a file has it: what is undefined is not there.
  const again = await exported(read(first));
  assert.deepEqual(JSON.parse(JSON.stringify(again)), JSON.parse(JSON.stringify(first)));
  return first;
}

const allow = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
const perimeter = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Deny", Principal: "*", Action: "sts:*", Resource: "*" }],
};

test("everything that a seed can say of an organization is exported, and imported again", async () => {
  const seed = {
    accounts: ["111111111111", "222222222222", "333333333333", "444444444444"].map((id) => ({ id })),
    organization: {
      id: "o-abcdefghij",
      managementAccount: "111111111111",
      policyTypes: ["RESOURCE_CONTROL_POLICY", "SERVICE_CONTROL_POLICY", "TAG_POLICY"],
      trustedServices: [
        "sso.amazonaws.com",
        { service: "account.amazonaws.com", enabledAt: "2020-01-02T03:04:05Z" },
      ],
      delegatedAdministrators: [
        { account: "222222222222", service: "sso.amazonaws.com", delegatedAt: "2020-02-02T03:04:05Z" },
      ],
      rootFeatures: ["RootSessions"],
      delegationPolicy: {
        id: "rp-12345678",
        document: {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { AWS: "arn:aws:iam::222222222222:root" },
              Action: "organizations:ListPolicies",
              Resource: "*",
            },
          ],
        },
        tags: { kind: "delegation" },
      },
      policies: [
        {
          id: "p-allow00000",
          name: "Same",
          type: "SERVICE_CONTROL_POLICY",
          document: allow,
          tags: { a: "b" },
        },
        { name: "Same", type: "TAG_POLICY", document: '{ "tags": {} }', description: "text" },
        { id: "p-perimeter", name: "Perimeter", type: "RESOURCE_CONTROL_POLICY", document: perimeter },
        { name: "Unused", type: "SERVICE_CONTROL_POLICY", document: allow },
      ],
      root: {
        id: "r-ab12",
        policies: ["Perimeter"],
        tags: { top: "yes" },
        units: [
          {
            id: "ou-ab12-aaaaaaaa",
            name: "A",
            tags: { t: "u" },
            policies: ["SERVICE_CONTROL_POLICY/Same", "TAG_POLICY/Same"],
            fullAccess: false,
            accounts: [
              {
                id: "222222222222",
                policies: ["TAG_POLICY/Same"],
                tags: { team: "x" },
                joinedMethod: "CREATED",
                joinedAt: "2019-01-02T03:04:05.678Z",
              },
            ],
            units: [
              {
                name: "A",
                accounts: [{ id: "333333333333", state: "CLOSED", closedAt: "2021-01-01T00:00:00Z" }],
              },
            ],
          },
        ],
      },
    },
  };
  const { organization, accounts } = await assertRoundTrip(read(seed));
  assert.equal(accounts.length, 4);
  assert.equal(organization?.id, "o-abcdefghij");
  assert.deepEqual(organization?.policyTypes, seed.organization.policyTypes);
  assert.deepEqual(organization?.rootFeatures, ["RootSessions"]);
  assert.equal(organization?.delegationPolicy?.id, "rp-12345678");
  const [unit] = organization?.root?.units ?? [];
  assert.deepEqual(unit?.policies, ["SERVICE_CONTROL_POLICY/Same", "TAG_POLICY/Same"]);
  assert.equal(unit?.fullAccess, false);
  assert.deepEqual(unit?.accounts, [
    { ...seed.organization.root.units[0]!.accounts[0], joinedMethod: "CREATED" },
  ]);
  assert.equal(organization?.policies?.find(({ type }) => type === "TAG_POLICY")?.document, '{ "tags": {} }');
});

test("answers of the AWS CLI make an organization with their ids", async () => {
  const located = readOrganizationFile(JSON.stringify(ANSWERS), "answers.json");
  const { organization } = await assertRoundTrip(located);
  assert.equal(organization?.id, "o-exampleorgid");
  assert.equal(organization?.root?.units?.[0]?.units?.[0]?.id, "ou-ab12-retired0");
});

test("an account that was created lets the management account in", async () => {
  const located = readOrganizationFile(JSON.stringify(ANSWERS), "answers.json");
  const roles = await inNewStore(located, ({ store }) =>
    store.read(async (tx) => {
      const found = [];
      for (const { id } of await tx.accounts.list()) {
        const role = await tx.roles.byName(id, "OrganizationAccountAccessRole");
        if (role !== undefined) found.push(id);
      }
      return found;
    }),
  );
  assert.deepEqual(roles, ["333333333333"]);
});

interface RandomUnit {
  readonly policies: readonly number[];
  readonly fullAccess: boolean;
  readonly units: readonly RandomUnit[];
}

const { unit } = fc.letrec<{ unit: RandomUnit }>((tie) => ({
  unit: fc.record({
    policies: fc.uniqueArray(fc.nat(3), { maxLength: 3 }),
    fullAccess: fc.boolean(),
    units: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constant([]),
      fc.array(tie("unit"), { maxLength: 3 }),
    ),
  }),
}));

/** Policies 0 and 1 are service control policies. */
const TYPES = ["SERVICE_CONTROL_POLICY", "SERVICE_CONTROL_POLICY", "TAG_POLICY", "TAG_POLICY"];

function nodeOf(random: RandomUnit, accounts: string[]): object {
  const replaces = random.policies.some((policy) => policy < 2);
  return {
    policies: random.policies.map((policy) => `P${policy}`),
    ...(replaces && !random.fullAccess && { fullAccess: false }),
    accounts: accounts.splice(0, random.policies.length),
    units: random.units.map((inner, index) => ({ name: `unit ${index}`, ...nodeOf(inner, accounts) })),
  };
}

test("whatever the tree: what is exported and imported is exported the same", async () => {
  await fc.assert(
    fc.asyncProperty(unit, fc.integer({ min: 1, max: 20 }), async (root, count) => {
      const ids = Array.from({ length: count }, (_, index) => String(100_000_000_000 + index));
      await assertRoundTrip(
        read({
          accounts: ids.map((id) => ({ id })),
          organization: {
            managementAccount: ids[0],
            policies: TYPES.map((type, index) => ({
              name: `P${index}`,
              type,
              document: type === "TAG_POLICY" ? { tags: {} } : allow,
            })),
            root: nodeOf(root, [...ids]),
          },
        }),
      );
    }),
    { numRuns: 8 },
  );
});

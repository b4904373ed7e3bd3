import assert from "node:assert/strict";
import { test } from "node:test";
import { SeedError } from "../../seed/seed-error.ts";
import { ANSWERS, DENY_LEAVING } from "./made-up-answers.test-support.ts";
import { readOrganizationFile } from "./read-organization-file.ts";

const read = (value: unknown) => readOrganizationFile(JSON.stringify(value), "answers.json").seed;

const refusalOf = (value: unknown): string => {
  try {
    read(value);
  } catch (error) {
    assert.ok(error instanceof SeedError, String(error));
    return error.message;
  }
  throw new Error("It was taken.");
};

test("answers of the AWS CLI become a seed with their ids, dates, tags, policies", () => {
  assert.deepEqual(read(ANSWERS), {
    accounts: [
      { id: "333333333333", name: "old-shop", email: "old-shop@company.example" },
      { id: "222222222222", name: "shop", email: "shop@company.example" },
      { id: "111111111111", name: "company", email: "company@company.example" },
    ],
    organization: {
      id: "o-exampleorgid",
      managementAccount: "111111111111",
      features: "ALL",
      policyTypes: ["SERVICE_CONTROL_POLICY", "TAG_POLICY"],
      trustedServices: [{ service: "sso.amazonaws.com", enabledAt: "2021-03-04T05:06:07Z" }],
      delegatedAdministrators: [
        { account: "222222222222", service: "sso.amazonaws.com", delegatedAt: "2021-03-05T05:06:07Z" },
      ],
      policies: [
        {
          id: "p-leaving00",
          name: "DenyLeaving",
          type: "SERVICE_CONTROL_POLICY",
          description: "Nobody leaves",
          document: DENY_LEAVING,
        },
        {
          id: "p-tags0000",
          name: "DenyLeaving",
          type: "TAG_POLICY",
          description: "",
          document: '{"tags":{"costcenter":{"tag_key":{"@@assign":"CostCenter"}}}}',
        },
      ],
      root: {
        id: "r-ab12",
        policies: ["SERVICE_CONTROL_POLICY/DenyLeaving"],
        accounts: [{ id: "111111111111", joinedMethod: "INVITED", joinedAt: "2021-03-04T05:06:07.890Z" }],
        units: [
          {
            name: "Workloads",
            id: "ou-ab12-workload",
            accounts: [
              {
                id: "222222222222",
                joinedMethod: "INVITED",
                joinedAt: "2021-03-04T05:06:07.500Z",
                policies: ["TAG_POLICY/DenyLeaving"],
                tags: { team: "retail" },
              },
            ],
            units: [
              {
                name: "Retired",
                id: "ou-ab12-retired0",
                policies: ["SERVICE_CONTROL_POLICY/DenyLeaving"],
                fullAccess: false,
                accounts: [
                  {
                    id: "333333333333",
                    joinedMethod: "CREATED",
                    joinedAt: "2021-03-04T05:06:07.890Z",
                    state: "CLOSED",
                  },
                ],
                units: [],
              },
            ],
          },
        ],
      },
    },
  });
});

test("operations' names do as well as commands'", () => {
  const { "list-roots": ListRoots, ...others } = ANSWERS;
  assert.deepEqual(read({ ...others, ListRoots }), read(ANSWERS));
});

test("what is missing or unknown is named", () => {
  const { "list-roots": _roots, ...withoutRoots } = ANSWERS;
  assert.equal(refusalOf(withoutRoots), "answers.json:1: (top level): the answer of list-roots is missing");
  assert.equal(
    refusalOf({ ...ANSWERS, "list-accounts-for-parents": {} }),
    'answers.json:1: list-accounts-for-parents: this is no command that is read here; did you mean "list-accounts-for-parent"?',
  );
  const parents = { ...ANSWERS["list-accounts-for-parent"], "ou-ab12-retired0": { Accounts: [] } };
  assert.equal(
    refusalOf({ ...ANSWERS, "list-accounts-for-parent": parents }),
    "answers.json:1: list-accounts.Accounts[0]: no answer of list-accounts-for-parent tells where account 333333333333 stands",
  );
  assert.equal(
    refusalOf({ ...ANSWERS, "describe-policy": {} }),
    "answers.json:1: list-targets-for-policy.p-leaving00: no answer of describe-policy tells of p-leaving00",
  );
  assert.equal(refusalOf({ ...ANSWERS, "list-roots": [] }), "answers.json:1: list-roots: must be object");
});

test("what the answers make is checked as a seed is", () => {
  const accounts = ANSWERS["list-accounts"].Accounts.map((account) => ({
    ...account,
    Email: "one@company.example",
  }));
  assert.equal(
    refusalOf({ ...ANSWERS, "list-accounts": { Accounts: accounts } }),
    "answers.json: of the seed that it makes: accounts[1].email: Account with email one@company.example already exists. " +
      "The other one is accounts[0].email.",
  );
});

test("a seed without an organization is none", () => {
  assert.equal(
    refusalOf({ accounts: [{ id: "111111111111" }] }),
    "answers.json: this is a seed without an organization.",
  );
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { readSeed } from "./read-seed.ts";
import { SeedError } from "./seed-error.ts";

/** What is found in a seed's text before anything is applied, in the words that its author reads. */
const messageOf = (text: string): string => {
  try {
    readSeed(text, "seed.yaml");
  } catch (error) {
    assert.ok(error instanceof SeedError, String(error));
    return error.message;
  }
  throw new Error("It was taken.");
};

const account = (...lines: readonly string[]) =>
  ["accounts:", '  - id: "111111111111"', ...lines.map((line) => `    ${line}`)].join("\n");

const CASES: Readonly<Record<string, readonly [seed: string, message: string]>> = {
  "an empty file": ["", 'seed.yaml:1: (top level): the file is empty; a seed begins with "accounts:".'],
  "comments alone": [
    "# later\n",
    'seed.yaml:1: (top level): the file is empty; a seed begins with "accounts:".',
  ],
  "an unknown key at the top, and what was meant": [
    '# comment\nacounts:\n  - id: "111111111111"\n',
    'seed.yaml:2: acounts: the key "acounts" is not known here; did you mean "accounts"?',
  ],
  "an unknown key beside known ones": [
    'accounts:\n  - id: "111111111111"\nversion: 3\n',
    'seed.yaml:3: version: the key "version" is not known here',
  ],
  "an account's id without quotes": [
    "accounts:\n  - id: 111111111111\n",
    "seed.yaml:2: accounts[0].id: must be string: YAML reads a number here; put it in quotes",
  ],
  "an account's id without quotes that begins with 0": [
    "accounts:\n  - name: x\n    id: 012345678901\n",
    "seed.yaml:3: accounts[0].id: YAML reads a number here and drops the zero that it begins with: put it in quotes",
  ],
  "such an id in a policy": [
    account("roles:", "  - name: r", "    trust: { Statement: [{ Principal: { AWS: 012345678901 } }] }"),
    "seed.yaml:5: accounts[0].roles[0].trust.Statement[0].Principal.AWS: " +
      "YAML reads a number here and drops the zero that it begins with: put it in quotes",
  ],
  "a password that is a number, without repeating it": [
    account("users: [{ name: ann, password: 12345678 }]"),
    "seed.yaml:3: accounts[0].users[0].password: must be string: YAML reads a number here; put it in quotes",
  ],
  "an id of the wrong length": [
    'accounts:\n  - id: "1234"\n',
    "seed.yaml:2: accounts[0].id: an account's id has 12 digits",
  ],
  "a key without a value": [
    account("users:", "groups: []"),
    "seed.yaml:3: accounts[0].users: must be array: there is nothing here; give it a value, or leave the key out",
  ],
  "an access key's id that no operation would take": [
    account("users: [{ name: ci, accessKeys: [{ id: AKIACI, secret: a-secret-of-at-least-16 }] }]"),
    "seed.yaml:3: accounts[0].users[0].accessKeys[0].id: an access key's id has 16 to 128 letters, digits and " +
      "underscores, such as AKIASEEDADMINAAAAAAA",
  ],
  "an account that comes twice": [
    'accounts:\n  - id: "111111111111"\n  - id: "222222222222"\n  - id: "111111111111"\n',
    "seed.yaml:4: accounts[2].id: Account 111111111111 already exists. The other one is accounts[0].id in line 2.",
  ],
  "an account that is here and somewhere else": [
    'accounts:\n  - id: "111111111111"\nexternalAccounts:\n  - "999999999999"\n  - "111111111111"\n',
    "seed.yaml:2: accounts[0].id: Account 111111111111 already exists. The other one is externalAccounts[1] in line 5.",
  ],
  "an account elsewhere that has no id": [
    'accounts: [{ id: "111111111111" }]\nexternalAccounts: [any]\n',
    "seed.yaml:2: externalAccounts[0]: an account's id has 12 digits",
  ],
  "an e-mail address that comes twice": [
    'accounts:\n  - { id: "111111111111", email: a@b }\n  - { id: "222222222222", email: A@b }\n',
    "seed.yaml:3: accounts[1].email: Account with email A@b already exists. The other one is accounts[0].email in line 2.",
  ],
  "a name that comes twice, whatever its case": [
    account("users:", "  - name: ann", "  - name: bob", "  - name: ANN"),
    "seed.yaml:6: accounts[0].users[2]: User with name ANN already exists. " +
      "The other one is accounts[0].users[0] in line 4.",
  ],
  "an access key that comes twice, in two accounts": [
    `${account("users: [{ name: a, accessKeys: [{ id: AKIA000000000001, secret: a-secret-of-at-least-16 }] }]")}\n` +
      '  - id: "222222222222"\n' +
      "    users: [{ name: a, accessKeys: [{ id: AKIA000000000001, secret: a-secret-of-at-least-16 }] }]\n",
    "seed.yaml:5: accounts[1].users[0].accessKeys[0].id: Access key AKIA000000000001 already exists. " +
      "The other one is accounts[0].users[0].accessKeys[0].id in line 3.",
  ],
  "what validate finds in a managed policy, at its line": [
    account(
      "policies:",
      "  - name: P",
      "    document:",
      '      Version: "2012-10-17"',
      "      Statement:",
      "        - { Effect: Allow, Action: s3:GetObject, Resource: '*' }",
      "        - Effect: Alow",
      "          Action: s3:GetObject",
      "          Resource: '*'",
    ),
    'seed.yaml:9: accounts[0].policies[0].document.Statement[1].Effect: "Alow" is not an Effect. Write "Allow" or "Deny", in this spelling.',
  ],
  "what CreatePolicy alone refuses": [
    account(
      "policies:",
      "  - name: P",
      "    document: { Statement: { Effect: Allow, Action: '*', Resource: '*' } }",
    ),
    "seed.yaml:5: accounts[0].policies[0].document: This policy must be written in the current version of the policy " +
      'language. Add "Version": "2012-10-17".',
  ],
  "what is wrong in a document that is a block of text, at the line inside it": [
    account(
      "groups:",
      "  - name: G",
      "    inlinePolicies:",
      "      Own: |",
      '        { "Version": "2012-10-17",',
      '          "Statement": [',
      '            { "Effect": "Alow", "Action": "*", "Resource": "*" } ] }',
    ),
    'seed.yaml:9: accounts[0].groups[0].inlinePolicies.Own: "Alow" is not an Effect. Write "Allow" or "Deny", in this spelling.',
  ],
  "a trust policy that names nobody": [
    account(
      "roles:",
      "  - name: r",
      "    trust: { Version: '2012-10-17', Statement: [{ Effect: Allow, Action: '*' }] }",
    ),
    'seed.yaml:5: accounts[0].roles[0].trust.Statement[0]: This statement must say whom it is about. Add a "Principal".',
  ],
};

for (const [name, [seed, message]] of Object.entries(CASES)) {
  test(name, () => assert.equal(messageOf(seed), message));
}

test("kinds have names of their own, and so has each account", () => {
  const one = (id: string) => ({ id, users: [{ name: "x" }], groups: [{ name: "X" }] });
  readSeed(JSON.stringify({ accounts: [one("111111111111"), one("222222222222")] }), "seed.json");
});

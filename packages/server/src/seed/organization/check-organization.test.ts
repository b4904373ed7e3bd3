import assert from "node:assert/strict";
import { test } from "node:test";
import { readSeed } from "../read-seed.ts";
import { SeedError } from "../seed-error.ts";

const messageOf = (text: string): string => {
  try {
    readSeed(text, "seed.yaml");
  } catch (error) {
    assert.ok(error instanceof SeedError, String(error));
    return error.message;
  }
  throw new Error("It was taken.");
};

/** Three accounts, and an organization of these lines, the first of which is line 4. */
const seed = (...lines: readonly string[]) =>
  [
    'accounts: [{ id: "111111111111" }, { id: "222222222222" }, { id: "333333333333" }]',
    "organization:",
    '  managementAccount: "111111111111"',
    ...lines.map((line) => `  ${line}`),
  ].join("\n");

const DENY = `{ Version: "2012-10-17", Statement: [{ Effect: Deny, Action: "s3:*", Resource: "*" }] }`;
const POLICY = `policies: [{ name: NoPhotos, type: SERVICE_CONTROL_POLICY, document: ${DENY} }]`;

test("what the page of seeds shows is taken", () => {
  readSeed(
    seed(
      "features: ALL",
      POLICY,
      "root:",
      "  policies: [NoPhotos]",
      "  units:",
      '    - { name: A, policies: [NoPhotos], accounts: ["222222222222"], fullAccess: false }',
      '    - { name: B, units: [{ name: A, accounts: [{ id: "333333333333", tags: { a: b }, state: CLOSED }] }] }',
    ),
    "seed.yaml",
  );
  readSeed(seed("policies: []", "root: { policies: [FullAWSAccess] }"), "seed.yaml");
});

const CASES: Readonly<Record<string, readonly [seed: string, message: string]>> = {
  "a management account that is not seeded": [
    'accounts: [{ id: "111111111111" }]\norganization:\n  managementAccount: "444444444444"\n',
    "seed.yaml:3: organization.managementAccount: there is no account 444444444444 among this seed's accounts",
  ],
  "no management account": [
    'accounts: [{ id: "111111111111" }]\norganization: { features: ALL }\n',
    'seed.yaml:2: organization: "managementAccount" is missing here',
  ],
  "an account in a unit that is not seeded": [
    seed("root:", "  units:", "    - name: A", '      accounts: ["444444444444"]'),
    "seed.yaml:7: organization.root.units[0].accounts[0]: there is no account 444444444444 among this seed's accounts",
  ],
  "an account's id without quotes": [
    seed("root: { units: [{ name: A, accounts: [222222222222] }] }"),
    "seed.yaml:4: organization.root.units[0].accounts[0]: must be string: YAML reads a number here; put it in quotes",
  ],
  "an account in two places": [
    seed(
      "root:",
      '  accounts: ["222222222222"]',
      "  units:",
      '    - { name: A, accounts: ["222222222222"] }',
    ),
    "seed.yaml:7: organization.root.units[0].accounts[0]: account 222222222222 can stand in one place alone. " +
      "The other one is organization.root.accounts[0] in line 5.",
  ],
  "a policy that is not there, and what was meant": [
    seed(POLICY, "root: { units: [{ name: A, policies: [NoPhoto] }] }"),
    'seed.yaml:5: organization.root.units[0].policies[0]: there is no policy "NoPhoto" among this organization\'s ' +
      'policies; did you mean "NoPhotos"?',
  ],
  "a policy that comes twice in a list": [
    seed(POLICY, "root: { policies: [NoPhotos, NoPhotos] }"),
    "seed.yaml:5: organization.root.policies[1]: policy NoPhotos already exists. The other one is " +
      "organization.root.policies[0] in line 5.",
  ],
  "a type of policies that AWS does not have": [
    seed("policies:", "  - name: X", "    type: SCP", `    document: ${DENY}`),
    "seed.yaml:6: organization.policies[0].type: must be one of SERVICE_CONTROL_POLICY, RESOURCE_CONTROL_POLICY, " +
      "TAG_POLICY, BACKUP_POLICY, AISERVICES_OPT_OUT_POLICY, CHATBOT_POLICY, DECLARATIVE_POLICY_EC2, SECURITYHUB_POLICY, " +
      "INSPECTOR_POLICY, UPGRADE_ROLLOUT_POLICY, BEDROCK_POLICY, S3_POLICY, NETWORK_SECURITY_DIRECTOR_POLICY",
  ],
  "a policy whose type is not enabled": [
    seed("policyTypes: [TAG_POLICY]", POLICY, "root: { policies: [NoPhotos] }"),
    "seed.yaml:6: organization.root.policies[0]: SERVICE_CONTROL_POLICY is not among the policyTypes that are enabled",
  ],
  "two policies of a type with one name": [
    seed(
      "policies:",
      `  - { name: X, type: SERVICE_CONTROL_POLICY, document: ${DENY} }`,
      `  - { name: X, type: SERVICE_CONTROL_POLICY, document: ${DENY} }`,
    ),
    "seed.yaml:6: organization.policies[1]: a policy of type SERVICE_CONTROL_POLICY with name X already exists. " +
      "The other one is organization.policies[0] in line 5.",
  ],
  "a name that two types have": [
    seed(
      "policies:",
      `  - { name: X, type: SERVICE_CONTROL_POLICY, document: ${DENY} }`,
      "  - { name: X, type: TAG_POLICY, document: { tags: {} } }",
      "root: { policies: [TAG_POLICY/X, X] }",
    ),
    "seed.yaml:7: organization.root.policies[1]: policies of several types are called X: write TYPE/X",
  ],
  "two units of a parent with one name": [
    seed("root:", "  units:", "    - name: A", "    - name: A"),
    "seed.yaml:7: organization.root.units[1]: a unit with name A under the same parent already exists. " +
      "The other one is organization.root.units[0] in line 6.",
  ],
  "FullAWSAccess taken away where nothing else allows": [
    seed("root:", "  units:", "    - name: A", "      fullAccess: false"),
    "seed.yaml:7: organization.root.units[0].fullAccess: without FullAWSAccess another service control policy must be " +
      "attached here, as AWS has it",
  ],
  "FullAWSAccess taken away and named": [
    seed(POLICY, "root: { policies: [NoPhotos, FullAWSAccess], fullAccess: false }"),
    "seed.yaml:5: organization.root.fullAccess: FullAWSAccess is among the policies here: leave one of the two out",
  ],
  "a management account that is closed": [
    seed('root: { accounts: [{ id: "111111111111", state: CLOSED }] }'),
    "seed.yaml:4: organization.root.accounts[0].state: the management account cannot be closed",
  ],
  "a unit with an id of another root": [
    seed("root:", "  id: r-ab12", "  units:", "    - { name: A, id: ou-zz99-12345678 }"),
    "seed.yaml:7: organization.root.units[0].id: a unit under r-ab12 has an id that begins with ou-ab12-",
  ],
  "an unknown key in a unit": [
    seed("root:", "  units:", "    - name: A", "      acounts: []"),
    'seed.yaml:7: organization.root.units[0].acounts: the key "acounts" is not known here; did you mean "accounts"?',
  ],
  "a unit that is in itself": [
    seed("root:", "  units:", "    - &a", "      name: A", "      units: [*a]"),
    "seed.yaml:8: organization.root.units[0].units[0]: this is in itself: an alias cannot name what it stands in",
  ],
  "what validate finds in a service control policy, at its line": [
    seed(
      "policies:",
      "  - name: X",
      "    type: SERVICE_CONTROL_POLICY",
      "    document:",
      "      Version: '2012-10-17'",
      "      Statement:",
      "        - { Effect: Allow, Action: '*', Resource: '*' }",
      "        - { Effect: Alow, Action: '*', Resource: '*' }",
    ),
    'seed.yaml:11: organization.policies[0].document.Statement[1].Effect: "Alow" is not an Effect. Write "Allow" or "Deny", in this spelling.',
  ],
};

for (const [name, [text, message]] of Object.entries(CASES)) {
  test(name, () => assert.equal(messageOf(text), message));
}

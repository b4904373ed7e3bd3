import type { MistakeRow } from "./mistake-row.test-support.ts";

/** Seeds that a start refuses. */
export const SEED_MISTAKES: readonly MistakeRow[] = [
  {
    args: "start --ephemeral --port 0 --seed F/none.yaml",
    says: "rolecall start: --seed F/none.yaml: there is no such file.",
  },
  {
    args: "start --ephemeral --port 0 --seed F",
    says: "rolecall start: --seed F: this is a folder, and a file is needed.",
  },
  {
    args: "start --ephemeral --port 0 --seed F/s.yaml",
    files: { "s.yaml": "" },
    says: 'rolecall start: F/s.yaml:1: (top level): the file is empty; a seed begins with "accounts:".',
  },
  {
    args: "start --ephemeral --port 0 --seed F/s.yaml",
    files: { "s.yaml": "accounts: [" },
    says: "rolecall start: F/s.yaml:1:12: Flow sequence in block collection must be sufficiently indented and end with a ]",
  },
  {
    args: "start --ephemeral --port 0 --seed F/s.yaml",
    files: { "s.yaml": "acounts: []" },
    says: 'rolecall start: F/s.yaml:1: acounts: the key "acounts" is not known here; did you mean "accounts"?',
  },
  {
    args: "start --ephemeral --port 0 --seed F/s.yaml",
    files: {
      "s.yaml": 'accounts:\n  - id: "111111111111"\n    users: [{ name: ann, groups: [Nobodies] }]\n',
    },
    says: "rolecall start: F/s.yaml:3: accounts[0].users[0].groups[0]: The group with name Nobodies cannot be found.",
  },
  {
    args: "start --ephemeral --port 0 --seed F/s.yaml",
    files: {
      "s.yaml": 'accounts:\n  - id: "111111111111"\n    users: [{ name: ann, policies: [Nothing] }]\n',
    },
    says: "rolecall start: F/s.yaml:3: accounts[0].users[0].policies[0]: Policy arn:aws:iam::111111111111:policy/Nothing does not exist or is not attachable.",
  },
  {
    args: "start --ephemeral --port 0 --seed F/s.yaml",
    files: { "s.yaml": "accounts:\n  - id: \"111111111111\"\n    users: [{ name: 'a b' }]\n" },
    says: "rolecall start: F/s.yaml:3: accounts[0].users[0]: The specified value for userName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-",
  },
  {
    args: "start --ephemeral --port 0 --seed F/s.yaml",
    files: { "s.yaml": 'accounts:\n  - id: "111111111111"\n    users: [{ name: ann, password: short }]\n' },
    says: "rolecall start: F/s.yaml:3: accounts[0].users[0].password: Password should have a minimum length of 8",
  },
  {
    args: "start --ephemeral --port 0 --seed F/s.yaml",
    files: {
      "s.yaml": 'accounts:\n  - id: "111111111111"\n    users: [{ name: ann, password: ${PASSWORD} }]\n',
    },
    says: "rolecall start: F/s.yaml:3:37: Unexpected flow-map-start at node end: put ${NAME} into quotes where it stands within { } or [ ]",
  },
  {
    args: "start --ephemeral --port 0 --seed F/s.yaml",
    files: { "s.yaml": 'accounts:\n  - id: "111111111111"\n    users: [{ name: ann, passwordHash: abc }]\n' },
    says: "rolecall start: F/s.yaml:3: accounts[0].users[0].passwordHash: a password's hash is a PHC string of argon2id: $argon2id$v=19$m=19456,t=2,p=1$SALT$HASH",
  },
  {
    args: "start --ephemeral --port 0 --seed F/s.yaml",
    files: { "s.yaml": 'accounts:\n  - id: "111111111111"\n    users: [{ name: ann }, { name: Ann }]\n' },
    says: "rolecall start: F/s.yaml:3: accounts[0].users[1]: User with name Ann already exists. The other one is accounts[0].users[0] in line 3.",
  },
  {
    args: "start --ephemeral --port 0 --seed F/s.yaml",
    files: { "s.yaml": 'accounts:\n  - id: "111111111111"\n    users: [{ nmae: ann }]\n' },
    says: 'rolecall start: F/s.yaml:3: accounts[0].users[0].nmae: the key "nmae" is not known here; did you mean "name"?',
  },
  {
    args: "start --ephemeral --port 0 --seed F/s.yaml",
    files: {
      "s.yaml":
        'accounts:\n  - id: "111111111111"\n    users: [{ name: ann, accessKeys: [{ id: AKIA, secret: x }] }]\n',
    },
    says: "rolecall start: F/s.yaml:3: accounts[0].users[0].accessKeys[0].id: an access key's id has 16 to 128 letters, digits and underscores, such as AKIASEEDADMINAAAAAAA",
  },
  {
    args: "start --ephemeral --port 0 --seed F/s.yaml",
    files: { "s.yaml": 'accounts:\n  - id: "111111111111"\n    roles: [{ name: r }]\n' },
    says: 'rolecall start: F/s.yaml:3: accounts[0].roles[0]: "trust" is missing here',
  },
  {
    args: "start --ephemeral --port 0 --seed F/s.yaml",
    files: {
      "s.yaml":
        "accounts:\n  - id: \"111111111111\"\n    roles: [{ name: r, trust: { Version: '2012-10-17', Statement: [{ Effect: Allow, Principal: { AWS: '999999999999' }, Action: 'sts:AssumeRole' }] } }]\n",
    },
    says: 'rolecall start: F/s.yaml:3: accounts[0].roles[0].trust: Invalid principal in policy: "AWS":"999999999999". There is no account 999999999999 here: add it to the seed\'s accounts or, if it is somewhere else, to its externalAccounts (or start with --external-account 999999999999).',
  },
  {
    args: "start --ephemeral --port 0 --seed F/s.yaml",
    files: {
      "s.yaml": 'accounts:\n  - id: "111111111111"\n    policies: [{ name: P, policyFile: p.json }]\n',
    },
    says: "rolecall start: F/s.yaml:3: accounts[0].policies[0].policyFile: F/p.json cannot be read: there is no such file.",
  },
  {
    args: "start --ephemeral --port 0 --seed F/s.yaml",
    files: {
      "s.yaml": 'accounts:\n  - id: "111111111111"\n    policies: [{ name: P, policyFile: p.json }]\n',
      "p.json": "{",
    },
    says: "rolecall start: F/p.json:1: accounts[0].policies[0].document: Expected a name in double quotes, found the end.",
  },
  {
    args: "start --ephemeral --port 0 --seed F/s.yaml",
    files: { "s.yaml": "include: s.yaml\n" },
    says: "rolecall start: F/s.yaml:1: include: files include one another in a circle: F/s.yaml → F/s.yaml",
  },
  {
    args: "start --ephemeral --port 0 --seed F/s.yaml",
    files: { "s.yaml": "include: none.yaml\n" },
    says: "rolecall start: F/s.yaml:1: include: F/none.yaml cannot be read: there is no such file.",
  },
  {
    args: "start --ephemeral --port 0 --seed F/s.yaml",
    files: { "s.yaml": "accounts:\n  - id: 111111111111\n" },
    says: "rolecall start: F/s.yaml:2: accounts[0].id: must be string: YAML reads a number here; put it in quotes",
  },
  {
    args: "start --ephemeral --port 0 --seed F/s.yaml",
    files: {
      "s.yaml":
        'accounts:\n  - id: "111111111111"\n    mfaDevices: [{ serialNumber: GAHT12345678, kind: hardware, seed: short }]\n',
    },
    says: "rolecall start: F/s.yaml:3: accounts[0].mfaDevices[0].seed: a seed is Base32 of at least 26 letters A to Z and digits 2 to 7",
  },
  {
    args: "start --ephemeral --port 0 --seed F/s.yaml",
    files: { "s.yaml": "accounts:\n  - id: \"111111111111\"\n    alias: 'A B'\n" },
    says: "rolecall start: F/s.yaml:3: accounts[0].alias: 1 validation error detected: Value at 'accountAlias' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$",
  },
  {
    args: "start --ephemeral --port 0 --seed F/s.yaml",
    files: { "s.yaml": 'accounts:\n  - id: "111111111111"\n\torganization: x\n' },
    says: "rolecall start: F/s.yaml:3:1: Tabs are not allowed as indentation",
  },
];

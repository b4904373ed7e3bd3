import type { MistakeRow } from "./mistake-row.test-support.ts";

/** Options of `rolecall start`, and what they name. */
export const START_MISTAKES: readonly MistakeRow[] = [
  { args: "start --prot 1", says: "rolecall start: there is no option --prot. Did you mean --port?" },
  { args: "start --port", says: "rolecall start: --port needs a value: --port PORT." },
  { args: "start --port=", says: "rolecall start: --port needs a value: --port PORT." },
  { args: "start --port abc", says: 'rolecall start: --port: "abc" is not a number from 0 to 65535.' },
  { args: "start --port 65536", says: 'rolecall start: --port: "65536" is not a number from 0 to 65535.' },
  {
    args: "start --port -1",
    says: 'rolecall start: --port needs a value, and "-1" looks like an option. If it is the value, write --port=-1.',
  },
  {
    args: "start 4600",
    says: 'rolecall start: "4600" is no option, and nothing else is expected here. rolecall start --help tells what there is.',
  },
  {
    args: "start -p 4600",
    says: "rolecall start: there is no option -p. rolecall start --help tells what there is.",
  },
  {
    args: "start --no-ephemeral",
    says: "rolecall start: there is no option --no-ephemeral. Did you mean --ephemeral?",
  },
  { args: "start --ephemeral=yes", says: "rolecall start: --ephemeral is a switch and takes no value." },
  {
    args: "start --host --ephemeral",
    says: 'rolecall start: --host needs a value, and "--ephemeral" looks like an option. If it is the value, write --host=--ephemeral.',
  },
  { args: "start --ephemeral --log xml", says: 'rolecall start: --log: "xml" is none of pretty, json, off.' },
  {
    args: "start --ephemeral --log off --explain-denials",
    says: "rolecall start: --explain-denials explains lines of the request log, and --log off writes none. Leave one out.",
  },
  { args: "start --account-id 12", says: 'rolecall start: --account-id: "12" is not 12 digits.' },
  {
    args: "start --root-access-key --seed s.yaml",
    says: "rolecall start: --root-access-key: a seed says so itself, with rootAccessKey (docs/seed.md).",
  },
  {
    args: "start --quota iam.Users=5",
    says: 'rolecall start: --quota: "iam.Users" is not a quota. Did you mean iam.UsersPerAccount?',
  },
  {
    args: "start --quota iam.UsersPerAccount",
    says: "rolecall start: --quota iam.UsersPerAccount: a number is missing behind it: --quota iam.UsersPerAccount=500.",
  },
  {
    args: "start --quota iam.UsersPerAccount=many",
    says: 'rolecall start: --quota iam.UsersPerAccount: "many" is not a whole number.',
  },
  {
    args: "start --regions EU-West-1",
    says: 'rolecall start: --regions: "EU-West-1" is not the name of a region. Write them like eu-west-1,eu-central-1.',
  },
  {
    args: "start --partition aws-eu",
    says: 'rolecall start: --partition: "aws-eu" is none of aws, aws-cn, aws-us-gov.',
  },
  {
    args: "start --audit-size 1X",
    says: 'rolecall start: --audit-size: "1X" is no size. Write a whole number and K, M, G or T, such as 500M.',
  },
  { args: "start --audit-size 1K", says: 'rolecall start: --audit-size: "1K" is less than 1M.' },
  {
    args: "start --audit-days 0",
    says: 'rolecall start: --audit-days: "0" is not a whole number from 1 to 99999.',
  },
  {
    args: "start --audit-strangers -1",
    says: 'rolecall start: --audit-strangers needs a value, and "-1" looks like an option. If it is the value, write --audit-strangers=-1.',
  },
  {
    args: "start --authorization-ids yes",
    says: 'rolecall start: --authorization-ids: "yes" is neither "on" nor "off".',
  },
  { args: "start --denials-size 1M", says: 'rolecall start: --denials-size: "1M" is less than 8M.' },
  {
    args: "start --console-url localhost:4600",
    says: 'rolecall start: --console-url: "localhost:4600" is no address such as https://identity.example.com. Write http:// or https:// in front.',
  },
  {
    args: "start --console-idle-minutes 0",
    says: 'rolecall start: --console-idle-minutes: "0" is not a number of minutes from 1 to 720.',
  },
  {
    args: "start --public-url ftp://x",
    says: 'rolecall start: --public-url: "ftp://x" is no address such as https://identity.example.com.',
  },
  {
    args: "start --trusted-proxy 10.0.0.0/33",
    says: 'rolecall start: --trusted-proxy: "10.0.0.0/33" is not an address or a CIDR block (10.0.0.0/8).',
  },
  {
    args: "start --allowed-host http://x",
    says: 'rolecall start: --allowed-host: "http://x" is not the name of a host (without a port).',
  },
  {
    args: "start --external-account 12",
    says: 'rolecall start: --external-account: "12" is not 12 digits, nor "any".',
  },
  {
    args: "start --issuer-network 10",
    says: 'rolecall start: --issuer-network: "10" is not an address or a CIDR block (10.0.0.0/8).',
  },
  {
    args: "start --issuer-requests maybe",
    says: 'rolecall start: --issuer-requests: "maybe" is neither "on" nor "off".',
  },
  {
    args: "start --saml-checks none",
    says: 'rolecall start: --saml-checks: "none" is neither "strict" nor "aws".',
  },
  {
    args: "start --database mysql://x",
    says: "rolecall start: --database: it is not a URL as postgres://USER@HOST:PORT/DATABASE.",
  },
  {
    args: "start --ephemeral --database postgres://u@h/d",
    says: "rolecall start: --database: --ephemeral keeps everything in memory; leave one of the two out.",
  },
  {
    args: "start --read-database postgres://u@h/d",
    says: "rolecall start: --read-database: it follows the server of --database, which is missing.",
  },
  {
    args: "start --stale-limit 1d",
    says: 'rolecall start: --stale-limit: "1d" is not a number of seconds from 0 to 2592000.',
  },
  {
    args: "start --workers 0",
    says: 'rolecall start: --workers: "0" is not a number from 1 to 64, nor "auto".',
  },
  {
    args: "start --workers many",
    says: 'rolecall start: --workers: "many" is not a number from 1 to 64, nor "auto".',
  },
  {
    args: "start --ephemeral --port 0 --host 192.0.2.1",
    says: "rolecall start: this machine has no address 192.0.2.1. See --host.",
  },
  {
    args: "start --port 0 --data F/file",
    files: { file: "x" },
    says: "rolecall start: F/file is a file, and a folder is needed there.",
  },
  {
    args: "start --port 0 --data F/file/sub",
    files: { file: "x" },
    says: "rolecall start: F/file/sub cannot be: a part of its path is a file and no folder.",
  },
  {
    args: "start --ephemeral --port 0",
    environment: { ROLECALL_MASTER_KEY: "abc" },
    says: "rolecall start: ROLECALL_MASTER_KEY: master key 1 is not 32 bytes in base64 (openssl rand -base64 32 makes one)",
  },
  {
    args: "start --ephemeral --port 0 --services F/s.yaml",
    files: { "s.yaml": "services: [{ name: Photos }]" },
    says: "rolecall start: F/s.yaml:1: services[0].name: a service's name is lower-case labels with dots between, such as photos.example.internal",
  },
  {
    args: "start --ephemeral --port 0 --services F/none",
    says: "rolecall start: --services F/none: there is no such file.",
  },
  {
    args: "start --ephemeral --port 0 --product-providers F/none",
    says: "rolecall start: --product-providers F/none: there is no such file.",
  },
  {
    args: "start --ephemeral --port 0 --product-providers F/p.yaml",
    files: { "p.yaml": "x: 1" },
    says: 'rolecall start: F/p.yaml:1: x: the key "x" is not known here',
  },
  {
    args: "start --ephemeral --port 0 --access-token-verifiers F/none",
    says: "rolecall start: --access-token-verifiers F/none: there is no such file.",
  },
];

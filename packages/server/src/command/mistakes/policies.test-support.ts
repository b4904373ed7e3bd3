import type { MistakeRow } from "./mistake-row.test-support.ts";

/** Policies, and questions about them. */
export const POLICY_MISTAKES: readonly MistakeRow[] = [
  { args: "explain", says: "rolecall explain: give at least one policy, such as --policy FILE." },
  {
    args: "explain --policy F/none --action s3:GetObject",
    says: "rolecall explain: F/none cannot be read: there is no such file.",
  },
  {
    args: "explain --policy F/p.json",
    files: { "p.json": "{}" },
    says: "rolecall explain: give the request's --action, such as s3:GetObject.",
  },
  {
    args: "explain --policy F/p.json --action GetObject",
    files: { "p.json": '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}' },
    says: 'rolecall explain: "GetObject" is no action: write SERVICE:ACTION.',
  },
  {
    args: "explain --policy F/p.json --action s3:GetObject",
    files: { "p.json": "{ not json" },
    says: 'F/p.json:1:3: error: Expected a name in double quotes, found "n".\n  AWS: Syntax errors in policy.',
  },
  {
    args: "explain --policy F/p.json --action s3:GetObject",
    files: { "p.json": '{"Statement":[{"Effect":"Alow","Action":"*","Resource":"*"}]}' },
    says: 'F/p.json:1:25: error: "Alow" is not an Effect.\n  AWS: Syntax errors in policy.\n  Write "Allow" or "Deny", in this spelling.',
  },
  {
    args: "explain --policy F/p.json --action s3:GetObject --context a",
    files: { "p.json": '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}' },
    says: 'rolecall explain: "a" is no context: write KEY=VALUE.',
  },
  {
    args: "explain --policy F/p.json --action s3:GetObject --principal bob",
    files: { "p.json": '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}' },
    says: 'rolecall explain: "bob" is no principal: use the ARN of a user, role, session or account, an account id, a service, or anonymous.',
  },
  { args: "validate", says: "rolecall validate: name a policy document, or - for standard input." },
  { args: "validate F/none", says: "rolecall validate: F/none cannot be read: there is no such file." },
  {
    args: "validate --kind scp F/p.json",
    files: { "p.json": "{}" },
    says: 'F/p.json:1:1: error: This policy has no Statement.\n  AWS: The provided policy document does not meet the requirements of the specified policy type.\nF/p.json:1:1: error: This policy must be written in the current version of the policy language.\n  AWS: The provided policy document does not meet the requirements of the specified policy type.\n  Add "Version": "2012-10-17".',
  },
  {
    args: "validate F/p.json",
    files: { "p.json": '{"Statement":[{"Effect":"Alow","Action":"*","Resource":"*"}]}' },
    says: 'F/p.json:1:25: error: "Alow" is not an Effect.\n  AWS: Syntax errors in policy.\n  Write "Allow" or "Deny", in this spelling.',
  },
  {
    args: "who-can",
    says: "rolecall who-can: give an action and a resource: rolecall who-can s3:GetObject 'arn:aws:s3:::photos/*'.",
  },
  {
    args: "who-can s3:GetObject",
    says: "rolecall who-can: give an action and a resource: rolecall who-can s3:GetObject 'arn:aws:s3:::photos/*'.",
  },
  {
    args: "who-can s3:GetObject * --seed F/none",
    says: "rolecall who-can: F/none cannot be read: there is no such file.",
  },
  {
    args: "who-can GetObject * --seed F/s.yaml",
    files: { "s.yaml": 'accounts:\n  - id: "111111111111"\n\n' },
    says: 'rolecall who-can: "GetObject" is no action: write SERVICE:ACTION.',
  },
  {
    args: "what-can",
    says: "rolecall what-can: give one principal: rolecall what-can arn:aws:iam::111122223333:user/ana.",
  },
  {
    args: "what-can bob --seed F/s.yaml",
    files: { "s.yaml": 'accounts:\n  - id: "111111111111"\n\n' },
    says: "rolecall what-can: there is no principal bob. Give the ARN of a user or role, such as arn:aws:iam::111122223333:user/ana.",
  },
  {
    args: "who-can s3:GetObject * --data F/none",
    says: "rolecall who-can: --data F/none: there is no F/none/rolecall.db. Name the folder of an installation, or start one there.",
  },
  {
    args: "who-can s3:GetObject * --endpoint http://127.0.0.1:9",
    environment: { AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b" },
    says: "rolecall who-can: --endpoint http://127.0.0.1:9: nobody listens there: start Rolecall, or name where it listens.",
  },
  {
    args: "who-can s3:GetObject * --endpoint http://127.0.0.1:9 --data F",
    says: 'rolecall who-can: F/credentials holds no profile rolecall. Name one with --profile, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY: eval "$(npx rolecall env)" does.',
  },
  {
    args: "why",
    says: "rolecall why: what was denied? Give an authorization id, a request id, an encoded message, or the whole error message in quotes.",
  },
  {
    args: "why nonsense",
    says: "rolecall why: \"nonsense\" is none of what can be asked about: an authorization id (25 of 0-9a-z), a request id, an encoded message, an audit event, or a message as 'User: … is not authorized to perform: … on resource: …'.",
  },
  {
    args: "why arn:aws:iam::111111111111:user/ann",
    says: "rolecall why: \"arn:aws:iam::111111111111:user/ann\" is none of what can be asked about: an authorization id (25 of 0-9a-z), a request id, an encoded message, an audit event, or a message as 'User: … is not authorized to perform: … on resource: …'.",
  },
  {
    args: "why 0000000000000000000000000 --json --svg x",
    says: "rolecall why: --json and --svg exclude each other.",
  },
  {
    args: "why 0000000000000000000000000 --endpoint http://127.0.0.1:9",
    environment: { AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b" },
    says: "rolecall why: --endpoint http://127.0.0.1:9: nobody listens there: start Rolecall, or name where it listens.",
  },
];

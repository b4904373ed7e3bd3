import type { MistakeRow } from "./mistake-row.test-support.ts";

/** Names of commands, and what the other commands are given. */
export const COMMAND_MISTAKES: readonly MistakeRow[] = [
  {
    args: "strat",
    hasUsage: true,
    says: 'rolecall: there is no command "strat". Did you mean rolecall start?',
  },
  {
    args: "--prot 1",
    hasUsage: true,
    says: 'rolecall: there is no option "--prot": options stand behind a command, as in rolecall start --port 4600.',
  },
  { args: "audit", hasUsage: true, says: "rolecall audit needs one of its commands." },
  {
    args: "audit grpe x",
    hasUsage: true,
    says: 'rolecall: there is no command "audit grpe". Did you mean rolecall audit grep?',
  },
  { args: "store", hasUsage: true, says: "rolecall store needs one of its commands." },
  { args: "help nothing", hasUsage: true, says: 'rolecall: there is no command "nothing".' },
  {
    args: "env --data F/none",
    says: "rolecall env: F/none/credentials holds no profile; start Rolecall there first.",
  },
  {
    args: "env --data F --profile nobody",
    says: "rolecall env: F/credentials holds no profile; start Rolecall there first.",
  },
  {
    args: "exec",
    says: "rolecall exec: which program? Write it behind two dashes: rolecall exec --user NAME -- COMMAND.",
  },
  {
    args: "exec --user ann",
    says: "rolecall exec: which program? Write it behind two dashes: rolecall exec --user NAME -- COMMAND.",
  },
  {
    args: "exec --user ann --data F/none -- true",
    says: "rolecall exec: F/none/credentials holds no profile; start Rolecall there first.",
  },
  {
    args: "wait --endpoint localhost",
    says: 'rolecall wait: --endpoint: "localhost" is no address such as https://identity.example.com. Write http:// or https:// in front.',
  },
  {
    args: "wait --endpoint http://127.0.0.1:9 --timeout 1",
    exitCode: 1,
    says: "rolecall wait: http://127.0.0.1:9 was not ready within 1 s: nobody answers there (ECONNREFUSED).",
  },
  {
    args: "wait --timeout x",
    says: 'rolecall wait: --timeout: "x" is no number of seconds from 1 to 86400.',
  },
  {
    args: "env --shell csh",
    says: 'rolecall env: --shell: "csh" is none of bash, fish, powershell, github.',
  },
  {
    args: "audit grep",
    says: "rolecall audit grep: name what to look for: a text, or FIELD=VALUE with one of who, action, resource, result, address, key, request, event, error, account.",
  },
  {
    args: "audit grep a b",
    says: 'rolecall audit grep: "a" and "b" are two texts; put a text of several words into quotes.',
  },
  {
    args: "audit grep result=maybe",
    says: "rolecall audit grep: result=maybe: result is one of allowed, denied, failed.",
  },
  {
    args: "audit grep x --data F",
    says: "rolecall audit grep: there is no audit log in F/audit. Name the folder of the installation with --data, or ask a server with --endpoint.",
  },
  {
    args: "audit tail --lines 0 --data F",
    says: 'rolecall audit tail: --lines: "0" is not a whole number from 1 to 100000.',
  },
  {
    args: "audit grep x --days 91 --data F",
    says: 'rolecall audit grep: --days: "91" is not a whole number from 1 to 90.',
  },
  {
    args: "audit tail now",
    says: 'rolecall audit tail: "now" is no option, and nothing else is expected here. rolecall audit tail --help tells what there is.',
  },
  {
    args: "audit grep x --endpoint localhost:4600",
    says: 'rolecall audit grep: --endpoint: "localhost:4600" is no address such as https://identity.example.com. Write http:// or https:// in front.',
  },
  {
    args: "tree --data F/none",
    says: "rolecall tree: --data F/none: there is no F/none/rolecall.db. Name the folder of an installation, or start one there.",
  },
  { args: "tree --json --svg x --data F", says: "rolecall tree: --json and --svg exclude each other." },
  {
    args: "export organization --data F/none",
    says: "rolecall export organization: --data F/none: there is no F/none/rolecall.db. Name the folder of an installation, or start one there.",
  },
  {
    args: "import organization",
    says: "rolecall import organization: name the file: rolecall import organization FILE.",
  },
  {
    args: "import organization F/none --data F/d",
    says: "rolecall import organization: F/none cannot be read: there is no such file.",
  },
  { args: "keys", says: "rolecall keys: say what to do: rolecall keys list, or rolecall keys rotate." },
  {
    args: "keys lst",
    says: "rolecall keys: there is no rolecall keys lst; say what to do: rolecall keys list, or rolecall keys rotate.",
  },
  {
    args: "keys list --data F/none",
    says: "rolecall keys: --data F/none: there is no F/none/rolecall.db. Name the folder of an installation, or start one there.",
  },
  { args: "backup", says: "rolecall backup: name the file of the backup." },
  {
    args: "backup F/b --data F/none",
    says: "rolecall backup: F/none/rolecall.db is not there. A PostgreSQL database is backed up by pg_dump or pg_basebackup (docs/backup.md).",
  },
  { args: "restore", says: "rolecall restore: name the file of the backup." },
  { args: "restore F/none --data F/d", says: "rolecall restore: F/none is not there." },
  {
    args: "store copy",
    says: "rolecall store copy: --from URL is needed: sqlite:FILE or postgres://USER@HOST:PORT/DATABASE.",
  },
  {
    args: "store check --data F/none",
    says: "rolecall store check: cannot read the database F/none/rolecall.db: there is no such file.",
  },
  {
    args: "run",
    says: "rolecall run: which program? Write it behind two dashes: rolecall run --role ARN -- COMMAND.",
  },
  {
    args: "run --role x",
    says: "rolecall run: which program? Write it behind two dashes: rolecall run --role ARN -- COMMAND.",
  },
  {
    args: "run --role nope -- true",
    says: 'rolecall run: --role: "nope" is no role as arn:aws:iam::111122223333:role/Deploy.',
  },
  {
    args: "metadata",
    says: "rolecall metadata: which server? Name it with --endpoint, or the instance beside it with --instance.",
  },
  {
    args: "metadata --enrol-file F/none",
    says: "rolecall metadata: which server? Name it with --endpoint, or the instance beside it with --instance.",
  },
  { args: "credential-process", says: "rolecall credential-process: --trust-anchor-arn is needed." },
  {
    args: "function run",
    says: "rolecall function run: --role is missing: the ARN of the function's execution role.",
  },
  {
    args: "operations --model iam",
    says: "rolecall operations: --model: \"iam\" is not for this: AWS's clients bring the models of AWS's services along. Write --model rolecall.",
  },
  {
    args: "operations all",
    says: 'rolecall operations: "all" is no option, and nothing else is expected here. rolecall operations --help tells what there is.',
  },
  {
    args: "seed-schema x",
    says: 'rolecall seed-schema: "x" is no option, and nothing else is expected here. rolecall seed-schema --help tells what there is.',
  },
];

import { AUDIT_COMMANDS } from "./audit/command-rows.ts";
import { CLIENT_COMMANDS } from "./client/command-rows.ts";
import type { CommandRow } from "./command.ts";
import {
  ASKING_VARIABLES,
  COLOR_VARIABLES,
  DATABASE_VARIABLES,
  MASTER_KEY_VARIABLE,
} from "./environment-variables.ts";
import { BACKUP_OPTIONS, RESTORE_OPTIONS } from "./options/backup-options.ts";
import { CALLER_ENVIRONMENT } from "./options/caller-options.ts";
import { CREDENTIAL_PROCESS_OPTIONS } from "./options/credential-process-options.ts";
import { EXPLAIN_OPTIONS } from "./options/explain-options.ts";
import { FUNCTION_RUN_OPTIONS } from "./options/function-run-options.ts";
import { KEYS_OPTIONS } from "./options/keys-options.ts";
import { METADATA_OPTIONS } from "./options/metadata-options.ts";
import { OPERATIONS_OPTIONS } from "./options/operations-options.ts";
import {
  EXPORT_ORGANIZATION_OPTIONS,
  IMPORT_ORGANIZATION_OPTIONS,
} from "./options/organization-file-options.ts";
import { RUN_OPTIONS } from "./options/run-options.ts";
import { START_OPTIONS } from "./options/start-options.ts";
import { STORE_CHECK_OPTIONS } from "./options/store-check-options.ts";
import { STORE_COPY_OPTIONS } from "./options/store-copy-options.ts";
import { TREE_OPTIONS } from "./options/tree-options.ts";
import { VALIDATE_OPTIONS } from "./options/validate-options.ts";
import { WHY_OPTIONS } from "./options/why-options.ts";
import { STATE_COMMANDS } from "./state/command-rows.ts";
import { WHO_CAN_COMMANDS } from "./who-can/command-rows.ts";

/** The commands of `rolecall`, by name. A new one is a row here; a name of two words belongs to others with the same first one. */
export const COMMANDS: ReadonlyMap<string, CommandRow> = new Map<string, CommandRow>([
  [
    "start",
    {
      summary: "run the server",
      synopsis: "[options]",
      description:
        "Runs the server until it is told to stop (SIGINT or SIGTERM). The first start in an empty folder makes an account and prints how to use it.",
      options: START_OPTIONS,
      environment: {
        ROLECALL_MASTER_KEY: "keys in base64 that seal the secrets, newest first; wins over DIR/master.key",
        ROLECALL_DATABASE: "the URL of a PostgreSQL database, as --database takes it",
        ROLECALL_READ_DATABASE: "the URL of a server that follows it, as --read-database takes it",
        PGPASSWORD: "the password of its user, where the URL has none",
      },
      exitCodes: "0 stopped as told, 1 a worker does not start, 2 something that was given is wrong.",
      load: async () => (await import("./start.ts")).start,
    },
  ],
  ...CLIENT_COMMANDS,
  [
    "run",
    {
      summary: "run a program with a role's credentials, which rotate while it runs",
      synopsis: "--role ARN [options] -- COMMAND [ARGUMENTS]",
      description:
        "Runs any program with the credentials of a role. It finds them as in a container; they are replaced while it runs, and gone when it ends. It gets none of the caller's own.",
      options: RUN_OPTIONS,
      environment: CALLER_ENVIRONMENT,
      exitCodes: "0 and others as the program ends, 2 no role or no program, 128 + N signal N ended it.",
      load: async () => (await import("./run.ts")).run,
    },
  ],
  [
    "metadata",
    {
      summary: "serve EC2's instance metadata to the programs of a machine, or EKS's credentials to pods",
      synopsis: "[--enrol-file FILE | --instance NAME | --pod-identity ARN] [options]",
      description:
        "Serves EC2's instance metadata until it is told to stop: programs on the machine find the credentials of its role, containers of ECS tasks those of theirs. With --pod-identity it is the agent of EKS Pod Identity instead. It goes on while the server is away.",
      options: METADATA_OPTIONS,
      environment: {},
      exitCodes: "0 stopped as told, 2 something that was given is wrong.",
      load: async () => (await import("./metadata.ts")).serveMetadataOfInstance,
    },
  ],
  [
    "credential-process",
    {
      summary: "print a role's credentials for AWS's clients, by a machine's certificate",
      synopsis: "--certificate FILE --private-key FILE --role-arn ARN [options]",
      description:
        "Asks a server for a role's credentials as IAM Roles Anywhere gives them, and prints them as credential_process of a profile has them (docs/roles-anywhere.md).",
      options: CREDENTIAL_PROCESS_OPTIONS,
      environment: {
        AWS_ENDPOINT_URL_ROLESANYWHERE: "the server to ask, where --endpoint names none",
        AWS_ENDPOINT_URL: "the same, where that is not set either",
      },
      exitCodes: "0 printed, 2 something that was given is wrong, or the server refused.",
      load: async () => (await import("./credential-process/credential-process.ts")).credentialProcess,
    },
  ],
  [
    "function run",
    {
      summary: "run a function on this machine with its Lambda execution role",
      synopsis: "--role ARN [options] [-- COMMAND [ARGUMENTS]]",
      description:
        "Calls a function once, in this folder: a Node handler, or any program that reads its event from standard input and writes its result to standard output. It has the environment that Lambda sets, and credentials of its execution role. The result is printed, or the error as Lambda reports it.",
      options: FUNCTION_RUN_OPTIONS,
      environment: CALLER_ENVIRONMENT,
      exitCodes: "0 the result is printed, 1 the function failed, 2 it was not called.",
      load: async () => (await import("./function-run.ts")).runFunction,
    },
  ],
  [
    "keys",
    {
      summary: "list the keys of an installation, or rotate them while it runs",
      synopsis: "list|rotate [options]",
      description:
        "Lists keys, or rotates the master key and the key of secrets and tokens; processes go on serving. A rotation that was broken off goes on when it is run again.",
      options: KEYS_OPTIONS,
      environment: {
        ROLECALL_MASTER_KEY: "keys in base64, newest first; win over DIR/master.key",
        ...DATABASE_VARIABLES,
      },
      exitCodes: "0 done, 2 something has to be put right first, and what.",
      load: async () => (await import("./keys.ts")).manageKeys,
    },
  ],
  [
    "tree",
    {
      summary: "draw the organization: units, accounts, policies",
      synopsis: "[--endpoint URL | --data DIR] [--json | --svg FILE] [options]",
      description:
        "Draws an organization with its units, accounts and the policies that are attached, from a store or by asking a server as any client does.",
      options: TREE_OPTIONS,
      environment: { ...ASKING_VARIABLES, ...DATABASE_VARIABLES, ...COLOR_VARIABLES },
      exitCodes: "0 drawn, 2 there is no organization, or it may not be looked at.",
      load: async () => (await import("./organization/tree.ts")).drawTree,
    },
  ],
  [
    "seed-schema",
    {
      summary: "print the JSON Schema of seeds, for editors",
      synopsis: "[--help]",
      description: "Prints what a seed may say as a JSON Schema (draft 07), each key with what it is.",
      options: {},
      environment: {},
      exitCodes: "0 printed, 2 the command line is wrong.",
      load: async () => (await import("./seed-schema.ts")).printSeedSchema,
    },
  ],
  ...AUDIT_COMMANDS,
  [
    "operations",
    {
      summary: "list every operation and whether it is built",
      synopsis: "[options]",
      description: "Lists every operation of the twelve services, and whether it is built.",
      options: OPERATIONS_OPTIONS,
      environment: {},
      exitCodes: "0 listed, 2 the command line is wrong.",
      load: async () => (await import("./operations.ts")).listOperations,
    },
  ],
  [
    "explain",
    {
      summary: "decide one request by policies in files, and say why",
      synopsis: "--policy FILE... --action SERVICE:ACTION [options]",
      description:
        "Says whether policies allow a request, and why. FILE can be - for standard input. At least one policy is needed.",
      options: EXPLAIN_OPTIONS,
      environment: COLOR_VARIABLES,
      exitCodes: "0 allowed, 3 denied, 2 the command line or a policy is wrong.",
      load: async () => (await import("./explain.ts")).explainRequest,
    },
  ],
  [
    "why",
    {
      summary: "say why a request was denied, then and now",
      synopsis: "AUTHORIZATION-ID | REQUEST-ID | ENCODED-MESSAGE | MESSAGE [options]",
      description:
        "Asks a server why a request was denied: by the id in the message, the request's id, the encoded message, an audit event, or the whole message 'User: … is not authorized to perform: … on resource: …' in quotes. It says how it was decided then, and how it would be decided now.",
      options: WHY_OPTIONS,
      environment: { ...CALLER_ENVIRONMENT, ...COLOR_VARIABLES },
      exitCodes: "0 it would be allowed now, 3 denied, 2 it cannot be told, and why.",
      load: async () => (await import("./why/why.ts")).why,
    },
  ],
  ...WHO_CAN_COMMANDS,
  [
    "validate",
    {
      summary: "find what is wrong or unwise in policy files",
      synopsis: "[options] FILE...",
      description:
        "Says what AWS would refuse in policy documents, and what a reviewer would. FILE can be - for standard input.",
      options: VALIDATE_OPTIONS,
      environment: COLOR_VARIABLES,
      exitCodes: "0 AWS would take every document, 2 it would not.",
      load: async () => (await import("./validate.ts")).validate,
    },
  ],
  [
    "store copy",
    {
      summary: "copy a store into an empty one, of SQLite or PostgreSQL",
      synopsis: "--from URL --to URL",
      description:
        "Copies a store as it is at one moment, also while a server runs on it, into an empty one. The copy is read back before it counts: each table has as many rows and the same checksum. One that is broken off leaves nothing.",
      options: STORE_COPY_OPTIONS,
      environment: { PGPASSWORD: "the password of a database's user, where its URL has none" },
      exitCodes: "0 copied, 2 it cannot be copied: nothing was.",
      load: async () => (await import("./store/copy.ts")).copy,
    },
  ],
  [
    "store check",
    {
      summary: "look a store over: rows, references, counts, sealed secrets",
      synopsis: "[options]",
      description:
        "Looks at everything in a store as it is at one moment, also while a server runs on it, and tells what is wrong, a line each. What a start would take for granted is looked at too: whether each secret opens needs the master key.",
      options: STORE_CHECK_OPTIONS,
      environment: {
        ...MASTER_KEY_VARIABLE,
        ...DATABASE_VARIABLES,
      },
      exitCodes: "0 whole, 3 something was found or secrets not looked at, 2 it cannot be looked at.",
      load: async () => (await import("./store/check.ts")).check,
    },
  ],
  [
    "export organization",
    {
      summary: "write an organization as a document that makes the same one again",
      synopsis: "[options]",
      description:
        "Prints an organization as a seed: accounts, the tree with its ids, policies, tags, delegated administrators, trusted services. It reads the store, also while a server runs on it.",
      options: EXPORT_ORGANIZATION_OPTIONS,
      environment: DATABASE_VARIABLES,
      exitCodes: "0 printed, 2 there is no organization, or the store cannot be read.",
      load: async () => (await import("./organization/export-organization.ts")).writeOrganization,
    },
  ],
  [
    "import organization",
    {
      summary: "make an organization of a file: an export, or answers of the AWS CLI",
      synopsis: "FILE [options]",
      description:
        "Makes an organization with its accounts, units and policies in an empty store, from what rolecall export organization wrote or from what the AWS CLI answers about one of AWS. FILE can be - for standard input.",
      options: IMPORT_ORGANIZATION_OPTIONS,
      environment: { ...MASTER_KEY_VARIABLE, ...DATABASE_VARIABLES },
      exitCodes: "0 made, 2 it cannot be made: nothing was.",
      load: async () => (await import("./organization/import-organization.ts")).importOrganization,
    },
  ],
  [
    "backup",
    {
      summary: "copy the database of a data folder into a file, while it is used",
      synopsis: "FILE [options]",
      description:
        "Makes a backup of the SQLite database of a data folder in one file, while a server may go on writing. The file is looked over before it gets its name, and nothing is overwritten. The master key is not in it.",
      options: BACKUP_OPTIONS,
      environment: {},
      exitCodes: "0 made, 2 it cannot be made: nothing was.",
      load: async () => (await import("./backup/backup.ts")).backup,
    },
  ],
  [
    "restore",
    {
      summary: "put a backup into a data folder",
      synopsis: "FILE [options]",
      description:
        "Puts a backup into a data folder that has no database, after it was looked over and the master key that is there was seen to open it.",
      options: RESTORE_OPTIONS,
      environment: MASTER_KEY_VARIABLE,
      exitCodes: "0 restored, 2 it cannot be restored: nothing was.",
      load: async () => (await import("./backup/restore.ts")).restore,
    },
  ],
  ...STATE_COMMANDS,
]);

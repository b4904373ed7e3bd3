import { DEFAULT_AUDIT_DAYS, DEFAULT_AUDIT_SIZE, DEFAULT_AUDIT_STRANGERS } from "../../audit/audit-limits.ts";
import { DEFAULT_DENIALS_SIZE } from "../../denials/read-settings.ts";
import { DATA_OPTION, DEFAULT_DATA_FOLDER } from "./data-option.ts";
import type { OptionTable } from "./option.ts";
import { PARTITION_OPTION } from "./partition-option.ts";

const DEFAULT_HOST = "127.0.0.1";
const DEFAULT_PORT = 4600;
/** As long as a session itself: AWS's console asks nobody to sign in anew before that. */
const DEFAULT_CONSOLE_IDLE_MINUTES = 720;
const DEFAULT_STALE_LIMIT_SECONDS = 3_600;

/** The options of `rolecall start`, which configuration.ts reads. */
export const START_OPTIONS = {
  port: {
    argument: "PORT",
    meaning: "the port to listen on; 0 takes any that is free",
    default: String(DEFAULT_PORT),
  },
  host: {
    argument: "HOST",
    meaning: "the address to listen on; 0.0.0.0 or :: lets others in, over plain HTTP",
    default: DEFAULT_HOST,
  },
  "allowed-host": {
    argument: "NAME",
    meaning: "a further name by which health and metrics may be asked for",
    isRepeatable: true,
  },
  "cors-origin": {
    argument: "ORIGIN",
    meaning:
      "an origin whose pages may call the services from a browser, such as https://app.example.com, or * for any; no cookies go along, and the console is not part of it",
    isRepeatable: true,
  },
  "trusted-proxy": {
    argument: "CIDR",
    meaning: "a proxy, or a network of them, whose X-Forwarded-For and X-Forwarded-Proto are believed",
    isRepeatable: true,
  },
  data: {
    argument: DATA_OPTION.argument,
    meaning: `${DATA_OPTION.meaning}; made where it is missing`,
    otherwise: `${DEFAULT_DATA_FOLDER}, or nowhere with --ephemeral`,
  },
  ephemeral: {
    meaning:
      "keep everything in memory, and add POST /_rolecall/reset, which goes back to the seed, POST /_rolecall/clock, which moves the clock (docs/embedding.md), and GET /_rolecall/audit, which tells what happened",
  },
  seed: {
    argument: "FILE",
    meaning: "what an empty installation begins with, in YAML or JSON (docs/seed.md)",
    otherwise: "an account with a root user and a user admin",
  },
  init: {
    argument: "DIR",
    meaning:
      "a folder of scripts that are run in the order of their names once the server answers, at each start; one that fails stops it (docs/how-to/ci.md)",
  },
  "init-timeout": {
    argument: "SECONDS",
    meaning: "how long each of these scripts may take, 1 to 86400",
    default: "300",
  },
  "account-id": {
    argument: "ID",
    meaning: "12 digits for the account that is made where there is no seed",
    otherwise: "random",
  },
  "root-access-key": {
    meaning: "make an access key for the root user too, where there is no seed: the profile root",
  },
  "external-account": {
    argument: "ID|any",
    meaning:
      "an account that is somewhere else: trust policies may name it and who is in it, and nobody signs in from there",
    isRepeatable: true,
  },
  "loopback-issuers": {
    meaning:
      "let identity providers stand on this machine, over plain HTTP, for trials and tests (docs/federation.md)",
  },
  "issuer-network": {
    argument: "CIDR",
    meaning:
      "a network of your own in which identity providers are asked for their keys; else only public addresses are (docs/federation.md)",
    isRepeatable: true,
  },
  "issuer-requests": {
    argument: "on|off",
    meaning: "whether identity providers are asked for their keys at all; off counts those that a seed gave",
    default: "on",
  },
  "access-token-verifiers": {
    argument: "FILE",
    meaning:
      "who is asked about access tokens of Amazon's and Facebook's users, in YAML or JSON (docs/federation.md); read at each start",
  },
  "saml-checks": {
    argument: "strict|aws",
    meaning:
      "what is asked of SAML assertions; aws lets pass what AWS does: any audience and recipient, times to come, the same assertion again (docs/federation.md)",
    default: "strict",
  },
  "saml-audience": {
    argument: "URL",
    meaning: "an audience and recipient of SAML assertions that is taken besides AWS's own sign-in pages",
    isRepeatable: true,
  },
  quota: {
    argument: "SERVICE.NAME=NUMBER",
    meaning: "another value for a quota, such as iam.GroupsPerAccount=500",
    isRepeatable: true,
  },
  regions: {
    argument: "LIST",
    meaning:
      "the regions that requests may be signed for, such as eu-west-1,eu-central-1; the home of IAM is always one, us-east-1 in the partition aws",
    otherwise: "AWS's regions in the partition",
  },
  partition: PARTITION_OPTION,
  "audit-size": {
    argument: "SIZE",
    meaning:
      "what the files of the audit log may take, such as 500M or 20G; the oldest make room (docs/audit.md)",
    default: DEFAULT_AUDIT_SIZE,
  },
  "audit-days": {
    argument: "DAYS",
    meaning: "how long they are kept",
    default: String(DEFAULT_AUDIT_DAYS),
  },
  "audit-reserve": {
    argument: "SIZE",
    meaning: "what the audit log leaves free on the disk",
    otherwise: "a tenth of the disk, at most 1G",
  },
  "audit-strangers": {
    argument: "NUMBER",
    meaning: "how many requests a second that authenticate nobody are recorded; the others are counted",
    default: String(DEFAULT_AUDIT_STRANGERS),
  },
  log: {
    argument: "pretty|json|off",
    meaning:
      "a line on standard output for each request of a service: when, who, what, on what, from where, and whether it was allowed or why not (docs/audit.md)",
    otherwise: "pretty on a terminal, else off",
  },
  "explain-denials": {
    meaning:
      "tell below the line of a denied request why in full, as rolecall why does; without --log it is pretty then",
  },
  "authorization-ids": {
    argument: "on|off",
    meaning:
      "whether denials tell the policy that denied, and an id by which they can be looked up (docs/denials.md); off is for who compares texts",
    default: "on",
  },
  "denials-size": {
    argument: "SIZE",
    meaning:
      "what denials that can be looked up may take in the store; the oldest make room, also within the 24 hours",
    default: DEFAULT_DENIALS_SIZE,
  },
  "product-providers": {
    argument: "FILE",
    meaning:
      "who may ask accounts for temporary delegation, and for what, in YAML or JSON (docs/delegation.md); read at each start",
  },
  services: {
    argument: "FILE",
    meaning:
      "the installation's own services, that roles can trust by their name, in YAML or JSON (docs/services.md); read at each start: those that it does not name go",
  },
  "public-url": {
    argument: "URL",
    meaning:
      "where clients reach this installation: web identity tokens name it as their issuer (docs/federation.md)",
    otherwise: "the address that is listened on",
  },
  "console-url": {
    argument: "URL",
    meaning: "where this installation's console is reached, for the link in denials",
    otherwise: "the address that is listened on",
  },
  "console-idle-minutes": {
    argument: "MINUTES",
    meaning:
      "how long somebody stays signed in to the console who does nothing there; 12 hours at most in any case",
    default: String(DEFAULT_CONSOLE_IDLE_MINUTES),
  },
  database: {
    argument: "URL",
    meaning:
      "a PostgreSQL database, postgres://USER@HOST:PORT/DATABASE?sslmode=verify-full, which several processes may share; wins over ROLECALL_DATABASE",
    otherwise: "the embedded store, in DIR",
  },
  "read-database": {
    argument: "URL",
    meaning:
      "a PostgreSQL server that follows that of --database: it answers reads, also while the other is away; wins over ROLECALL_READ_DATABASE",
  },
  "stale-limit": {
    argument: "SECONDS",
    meaning:
      "for how long what is in memory is answered while no database can be reached (docs/postgres.md); 0 answers nothing then",
    default: String(DEFAULT_STALE_LIMIT_SECONDS),
  },
  workers: {
    argument: "N|auto",
    meaning: "processes that share the work behind the port (docs/workers.md); auto is one for each core",
    default: "1",
  },
} as const satisfies OptionTable;

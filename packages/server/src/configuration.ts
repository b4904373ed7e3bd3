import { type AccountId, isAccountId, type PartitionName } from "@rolecall/names";
import type { QuotaSettings, SamlSettings } from "@rolecall/operations";
import type { AuditLimits } from "./audit/audit-limits.ts";
import { readAuditLimits } from "./audit/read-limits.ts";
import { DEFAULT_DATA_FOLDER } from "./command/options/data-option.ts";
import { parseOptions, refusePositionals } from "./command/options/parse-options.ts";
import { START_OPTIONS } from "./command/options/start-options.ts";
import { readOrigins } from "./cross-origin/read-origins.ts";
import { type DenialSettings, readDenialSettings } from "./denials/read-settings.ts";
import { type InitSettings, readInitSettings } from "./init/init-settings.ts";
import { Mistake } from "./mistake.ts";
import { type IssuerSettings, readIssuerSettings } from "./outside-issuers/issuer-settings.ts";
import { type NamedDatabase, readDatabase, readReadDatabase } from "./read-database.ts";
import { readPartition } from "./read-partition.ts";
import { readQuotas } from "./read-quotas.ts";
import { readRegions } from "./read-regions.ts";
import { readUrl } from "./read-url.ts";
import { readWorkers } from "./read-workers.ts";
import {
  type OutputKind,
  type RequestLogSettings,
  readRequestLogSettings,
} from "./request-log/read-settings.ts";
import { readSamlSettings } from "./saml/saml-settings.ts";
import { isNetwork } from "./trusted-proxies.ts";

/** How the server was asked to run. */
export interface Configuration {
  readonly host: string;
  readonly port: number;
  /** Names by which clients may ask for health and metrics, besides the host's own. */
  readonly allowedHosts: readonly string[];
  /** Origins whose pages may call the services; `*` is any. */
  readonly corsOrigins: ReadonlySet<string>;
  /** Networks whose proxies are believed: addresses, or CIDR blocks. */
  readonly trustedProxies: readonly string[];
  /** Absent in an installation that lives in memory and was given no folder. */
  readonly dataFolder: string | undefined;
  readonly isEphemeral: boolean;
  readonly seedFile: string | undefined;
  /** Scripts that are run once the server answers. */
  readonly init: InitSettings | undefined;
  /** Twelve digits for the first account; random where absent. */
  readonly accountId: string | undefined;
  /** Those that were given another value. */
  readonly quotas: QuotaSettings;
  /** Signatures may be scoped to one of these; undefined: to any of the partition. */
  readonly regions: readonly string[] | undefined;
  /** Undefined: that of the store, `aws` where the store is empty. */
  readonly partition: PartitionName | undefined;
  readonly audit: AuditLimits;
  /** Whether the first account's root user gets an access key. */
  readonly hasRootAccessKey: boolean;
  /** Accounts that are somewhere else, besides those of the seed. */
  readonly externalAccounts: ReadonlySet<AccountId> | "any";
  readonly denials: DenialSettings;
  readonly requestLog: RequestLogSettings;
  /** How long a session of the console lasts that nobody uses. */
  readonly consoleIdleMinutes: number;
  /** How identity providers outside are asked. */
  readonly issuers: IssuerSettings;
  /** Where it stands who is asked about access tokens. */
  readonly accessTokenVerifiersFile: string | undefined;
  /** How assertions of SAML identity providers are taken. */
  readonly saml: SamlSettings;
  /** Where clients reach the installation, without a slash at its end; undefined where it is the address that is listened on. */
  readonly publicUrl: string | undefined;
  /** Where it stands who may ask for delegation. */
  readonly productProvidersFile: string | undefined;
  /** Where the installation's own services stand. */
  readonly servicesFile: string | undefined;
  /** Base64 keys that win over the key file, newest first. */
  readonly masterKeys: string | undefined;
  /** Processes behind the port. */
  readonly workers: number;
  /** The embedded store where undefined. */
  readonly database: NamedDatabase | undefined;
  /** A server that follows that database's, and answers reads. */
  readonly readDatabase: NamedDatabase | undefined;
  /** For how long what is known is answered while every database is away. */
  readonly staleLimitSeconds: number;
}

/** Thirty days. */
const STALE_LIMIT_MAX_SECONDS = 2_592_000;

/** The program was asked to run in a way that cannot be. */
export class ConfigurationError extends Mistake {
  override readonly name = "ConfigurationError";
}

const NO_TERMINAL: OutputKind = { isTerminal: false, isColorful: false };

/** Reads the options of `rolecall start`. @throws Mistake that names the option and what is wrong with it. */
export function readConfiguration(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  output: OutputKind = NO_TERMINAL,
): Configuration {
  const { values, positionals } = parseOptions(START_OPTIONS, args);
  refusePositionals(positionals);
  const accountId = values["account-id"];
  if (accountId !== undefined && !/^\d{12}$/.test(accountId)) {
    throw new ConfigurationError(`--account-id: "${accountId}" is not 12 digits.`);
  }
  if (values["root-access-key"] && values.seed !== undefined) {
    throw new ConfigurationError(
      "--root-access-key: a seed says so itself, with rootAccessKey (docs/seed.md).",
    );
  }
  const workers = readWorkers(values.workers);
  const database = readDatabase({ option: values.database, isEphemeral: values.ephemeral }, environment);
  return {
    host: values.host,
    port: readPort(values.port),
    allowedHosts: readAllowedHosts(values["allowed-host"]),
    corsOrigins: readOrigins(values["cors-origin"]),
    trustedProxies: readTrustedProxies(values["trusted-proxy"]),
    dataFolder: values.data ?? (values.ephemeral ? undefined : DEFAULT_DATA_FOLDER),
    isEphemeral: values.ephemeral,
    seedFile: values.seed,
    init: readInitSettings(values, workers),
    accountId,
    quotas: readQuotas(values.quota),
    regions: readRegions(values.regions),
    partition: readPartition(values.partition),
    audit: readAuditLimits(values),
    hasRootAccessKey: values["root-access-key"],
    externalAccounts: readExternalAccounts(values["external-account"]),
    denials: readDenialSettings(values),
    requestLog: readRequestLogSettings(values, output),
    consoleIdleMinutes: readConsoleIdle(values["console-idle-minutes"]),
    issuers: readIssuerSettings(values),
    accessTokenVerifiersFile: values["access-token-verifiers"],
    saml: readSamlSettings(values),
    productProvidersFile: values["product-providers"],
    servicesFile: values.services,
    publicUrl: readUrl("--public-url", values["public-url"]),
    masterKeys: environment.ROLECALL_MASTER_KEY,
    workers,
    database,
    readDatabase: readReadDatabase({ option: values["read-database"], database }, environment),
    staleLimitSeconds: readStaleLimit(values["stale-limit"]),
  };
}

/** `--external-account 464622532012`, as often as needed, or `any`. */
function readExternalAccounts(given: readonly string[]): ReadonlySet<AccountId> | "any" {
  const wrong = given.find((text) => text !== "any" && !isAccountId(text));
  if (wrong !== undefined) {
    throw new ConfigurationError(`--external-account: "${wrong}" is not 12 digits, nor "any".`);
  }
  return given.includes("any") ? "any" : new Set(given.filter(isAccountId));
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new ConfigurationError(`--port: "${text}" is not a number from 0 to 65535.`);
  }
  return port;
}

/** `--stale-limit 600`; 0 answers nothing without a database. */
function readStaleLimit(text: string): number {
  const seconds = Number(text);
  if (!/^\d+$/.test(text) || seconds > STALE_LIMIT_MAX_SECONDS) {
    throw new ConfigurationError(
      `--stale-limit: "${text}" is not a number of seconds from 0 to ${STALE_LIMIT_MAX_SECONDS}.`,
    );
  }
  return seconds;
}

/** As long as a session at all. */
const CONSOLE_IDLE_MAX_MINUTES = 720;

/** `--console-idle-minutes 30` */
function readConsoleIdle(text: string): number {
  const minutes = Number(text);
  if (!/^\d{1,4}$/.test(text) || minutes < 1 || minutes > CONSOLE_IDLE_MAX_MINUTES) {
    throw new ConfigurationError(
      `--console-idle-minutes: "${text}" is not a number of minutes from 1 to ${CONSOLE_IDLE_MAX_MINUTES}.`,
    );
  }
  return minutes;
}

/** `--trusted-proxy 10.0.0.0/8`, as often as needed. */
function readTrustedProxies(networks: readonly string[]): readonly string[] {
  const broken = networks.find((network) => !isNetwork(network));
  if (broken === undefined) return networks;
  throw new ConfigurationError(
    `--trusted-proxy: "${broken}" is not an address or a CIDR block (10.0.0.0/8).`,
  );
}

/** `--allowed-host rolecall.internal`, as often as needed. */
function readAllowedHosts(names: readonly string[]): readonly string[] {
  for (const name of names) {
    if (!/^[\w.-]{1,253}$/.test(name)) {
      throw new ConfigurationError(`--allowed-host: "${name}" is not the name of a host (without a port).`);
    }
  }
  return names;
}

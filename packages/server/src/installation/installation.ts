import { createDirectory, type IdentifiedCaller, type Verifying } from "@rolecall/access";
import { loadContract, type ServiceName } from "@rolecall/contracts";
import type { KeyBytes, RandomBytes } from "@rolecall/credentials";
import type { PartitionName } from "@rolecall/names";
import {
  type AccessTraceLog,
  type AuditEvents,
  createAccessTraceLog,
  createBackground,
  createCertificateSubjectLog,
  createMachineTrust,
  createPace,
  createPreparationGate,
  createUsageLog,
  type Environment,
  INQUIRY_LIMITS,
  PROOF_LIMITS,
  type QuotaSettings,
  runOperation,
} from "@rolecall/operations";
import { checkInput } from "@rolecall/protocols";
import type { Store } from "@rolecall/store";
import type { NamedVerifier } from "../access-tokens/named-verifier.ts";
import { startAccountCreator } from "../account-creation/account-creator.ts";
import { createDenialLog, type DenialLog } from "../denials/denial-log.ts";
import { startIssuerKeyKeeper } from "../issuers/issuer-key-keeper.ts";
import { type KeptKeys, keepKeys } from "../keys/keep-keys.ts";
import type { ReadableOutbox } from "../outbox/outbox-folder.ts";
import type { IssuerSettings } from "../outside-issuers/issuer-settings.ts";
import { openOutsideIssuers } from "../outside-issuers/open-outside-issuers.ts";
import { ENGINES } from "./engines.ts";
import { managedPoliciesOfProcess } from "./managed-policies-of-process.ts";
import { settleStorePartition } from "./partition.ts";
import { poolRandomBytes } from "./random-pool.ts";
import { homeRegion } from "./regions.ts";
import { createServices, type Services } from "./services.ts";
import { createVerifying } from "./verifying.ts";

/** Milliseconds since 1970. */
export type Clock = () => number;

/** What comes from outside the program. */
export interface Surroundings {
  readonly clock: Clock;
  /** Where `clock` can be moved: the one that it was moved away from. */
  readonly machineClock?: Clock | undefined;
  readonly random: RandomBytes;
}

export interface InstallationOptions extends Surroundings {
  /** What a store in memory begins as. */
  readonly image?: Uint8Array | undefined;
  readonly engine: Store["engine"];
  /** Where the engine finds the data: of sqlite a path, or ":memory:"; of postgres a URL. */
  readonly database: string;
  /** Of postgres the URL of a server that follows it. */
  readonly readDatabase?: string | undefined;
  /** For a URL without one. */
  readonly databasePassword?: string | undefined;
  /** For how long what is known is answered while every database is away. */
  readonly staleLimitMs?: number;
  /** Called once the store is open: a key may be made for one that is empty. Called again where the store names others. */
  readonly loadMasterKeys: (isStoreEmpty: boolean) => readonly KeyBytes[];
  readonly quotas: QuotaSettings;
  /** Signatures may be scoped to one of these; undefined: to any of the partition. */
  readonly regions: readonly string[] | undefined;
  /** What an empty store becomes, and another one is; undefined: what the store is. */
  readonly partition: PartitionName | undefined;
  /** What the command line says; the store may know more. */
  readonly externalAccounts: Environment["externalAccounts"];
  /** Where clients reach it, without a slash at its end. */
  readonly publicUrl: string;
  /** Who may ask for delegation. */
  readonly productProviders: Environment["productProviders"];
  /** What denials that can be looked up may take in the store. */
  readonly denialBytes: number;
  readonly outbox: ReadableOutbox;
  /** How identity providers outside are asked. */
  readonly issuers: IssuerSettings;
  /** Who is asked about access tokens; others' are refused. */
  readonly accessTokenVerifiers?: readonly NamedVerifier[];
  readonly saml: Environment["saml"];
  /** What was recorded. */
  readonly auditEvents: AuditEvents;
  /** What others call this process. */
  readonly processName: string;
  /** For the person who runs the program. */
  readonly tell: (message: string) => void;
}

/** A store with everything that answers requests about it. */
export interface Installation extends Environment, Surroundings, Verifying {
  readonly outbox: ReadableOutbox;
  /** The built operations, by service. */
  readonly services: Services;
  readonly denialLog: DenialLog;
  /** Who last tried what. */
  readonly accessTraceLog: AccessTraceLog;
  /**
   * Runs an operation for a seed, checked and authorized like any other. It is not recorded: nobody asked for it but who
   * started the program.
   */
  seedAs(caller: IdentifiedCaller, call: SeedCall): Promise<unknown>;
  close(): Promise<void>;
}

/** AWS keeps its times in whole seconds. */
export function wholeSeconds(epochMs: number): number {
  return epochMs - (epochMs % 1000);
}

export interface SeedCall {
  readonly service: ServiceName;
  readonly operation: string;
  readonly input: unknown;
  /** Those that hold for it, where they are not the installation's. */
  readonly quotas?: QuotaSettings;
}

/** @throws StoreError where the database does not open, ConfigurationError where a master key is missing or wrong. */
export async function openInstallation(options: InstallationOptions): Promise<Installation> {
  const { engine, database, image, databasePassword: password, readDatabase, staleLimitMs, tell } = options;
  const randomNumber = () => numberFrom(options.random);
  const source = { database, image, readDatabase, password, randomNumber, staleLimitMs, tell };
  const store = await ENGINES[engine](source);
  try {
    await settleStorePartition(store, options.partition);
    const random = poolRandomBytes(options.random);
    const keys = await keepKeys({ ...options, store, random });
    return assemble(options, { store, keys, random });
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** From 0 to 1, excluding 1. */
function numberFrom(random: RandomBytes): number {
  return Buffer.from(random(6)).readUIntBE(0, 6) / 2 ** 48;
}

interface Opened {
  readonly store: Store;
  readonly keys: KeptKeys;
  readonly random: RandomBytes;
}

function assemble(
  {
    clock,
    machineClock,
    quotas,
    regions,
    externalAccounts,
    publicUrl,
    productProviders,
    denialBytes,
    outbox,
    issuers,
    accessTokenVerifiers = [],
    saml,
    auditEvents,
    tell,
  }: InstallationOptions,
  { store, keys: kept, random }: Opened,
): Installation {
  const managedPolicies = managedPoliciesOfProcess();
  const { keys } = kept;
  const directory = createDirectory({ keys, managedPolicies });
  const unsubscribe = store.subscribe(directory.onChange);
  const usage = createUsageLog();
  const accessTraceLog = createAccessTraceLog();
  const denialLog = createDenialLog({ maxBytes: denialBytes, clock });
  const services = createServices();
  const background = createBackground({
    store,
    clock,
    onFailure: (error) => tell(`work behind requests failed: ${error}`),
  });
  const verifying = createVerifying({ store, directory, keys }, { regions, machineClock });
  const environment: Environment = {
    random,
    monotonicMs: () => performance.now(),
    keys,
    keyRing: keys.ring,
    managedPolicies,
    quotas,
    directory,
    verifying,
    usage,
    certificateSubjects: createCertificateSubjectLog(),
    background,
    preparations: createPreparationGate(),
    proofs: createPreparationGate(PROOF_LIMITS),
    inquiries: createPreparationGate(INQUIRY_LIMITS),
    audit: { events: auditEvents, ...auditPaces() },
    outbox,
    outsideIssuers: openOutsideIssuers({ settings: issuers, verifiers: accessTokenVerifiers, clock, tell }),
    machineTrust: createMachineTrust(),
    saml,
    publicUrl,
    productProviders,
    externalAccounts,
  };
  const now = () => wholeSeconds(clock());
  const accountCreator = startAccountCreator({ store, environment, now, tell });
  const issuerKeys = startIssuerKeyKeeper({ store, keyRing: keys.ring, clock, tell });
  return {
    ...environment,
    outbox,
    clock,
    ...verifying,
    services,
    denialLog,
    accessTraceLog,
    seedAs: (caller, call) => seed({ store, services, environment, clock }, caller, call),
    async close() {
      await accountCreator.close();
      await background.close();
      await issuerKeys.close();
      for (const log of [usage, accessTraceLog, environment.certificateSubjects, denialLog]) {
        // A database that is away keeps nobody from ending.
        await log
          .flush(store, now())
          .catch((error: unknown) => tell(`not all was written at the end: ${error}`));
      }
      unsubscribe();
      await kept.close();
      await store.close();
    },
  };
}

/** CloudTrail's: "two per second, per account, per Region". Searches of the console's pages come in bursts of a few. */
function auditPaces() {
  return { lookups: pace({ perSecond: 2, burst: 2 }), searches: pace({ perSecond: 4, burst: 8 }) };
}

function pace(rate: { readonly perSecond: number; readonly burst: number }) {
  const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
  return createPace({ ...rate, longestWaitMs: 750, now: () => performance.now(), wait });
}

interface Local {
  readonly store: Store;
  readonly services: Services;
  readonly environment: Environment;
  readonly clock: Clock;
}

/** What conditions see of a seed, besides the region. */
const SEED_REQUEST = {
  id: "00000000-0000-0000-0000-000000000000",
  sourceIp: "127.0.0.1",
  userAgent: "rolecall",
  isSecureTransport: true,
} as const;

/** A start must not wait for identity providers, nor fail because one is away. */
function withoutAsking({ outsideIssuers }: Environment): Pick<Environment, "outsideIssuers"> {
  return { outsideIssuers: { ...outsideIssuers, thumbprintsOf: async () => [] } };
}

async function seed(local: Local, caller: IdentifiedCaller, call: SeedCall): Promise<unknown> {
  const contract = await loadContract(call.service);
  const service = await local.services.load(call.service);
  const operation = service?.operations.get(call.operation);
  const operationContract = contract.operations.get(call.operation);
  if (operation === undefined || operationContract === undefined) {
    throw new Error(`${call.service}:${call.operation} is not built.`);
  }
  checkInput(contract, operationContract, call.input);
  return runOperation(local.store, operation, {
    service: call.service,
    contract: operationContract,
    input: call.input,
    isSigned: false,
    caller,
    now: wholeSeconds(local.clock()),
    request: { ...SEED_REQUEST, region: homeRegion() },
    env: {
      ...local.environment,
      ...withoutAsking(local.environment),
      ...(call.quotas !== undefined && { quotas: call.quotas }),
    },
  });
}

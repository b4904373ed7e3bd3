import { loadContractIndex } from "@rolecall/contracts";
import { createRouter } from "@rolecall/protocols";
import { readVerifiers } from "../access-tokens/read-verifiers.ts";
import type { Configuration } from "../configuration.ts";
import { createConsole } from "../console/console.ts";
import { signInPartsOf } from "../console/console-parts.ts";
import { SAML_PATH } from "../console/saml/answer-saml.ts";
import { createDenials } from "../denials/denials.ts";
import { writeProfiles } from "../installation/credentials-file.ts";
import { databaseFile } from "../installation/database-file.ts";
import {
  type Installation,
  type InstallationOptions,
  openInstallation,
} from "../installation/installation.ts";
import { createIssuerPages } from "../issuers/issuer-pages.ts";
import { loadMasterKeys } from "../keys/master-key-file.ts";
import { openOutbox } from "../outbox/open-outbox.ts";
import { createPipeline } from "../pipeline/handle.ts";
import { createRecorder } from "../pipeline/record.ts";
import { readProductProviders } from "../product-providers/read-product-providers.ts";
import { applyServicesFile } from "../registered-services/apply-services-file.ts";
import type { LocatedSeed } from "../seed/located-seed.ts";
import { type Prepared, prepareStore } from "../seed/prepare-store.ts";
import type { Lasting } from "./lasting.ts";
import type { Running } from "./running.ts";
import type { ProgramSurroundings } from "./surroundings.ts";

export interface RunningOptions {
  readonly lasting: Lasting;
  /** The file of a store that several processes share and none keeps; absent: where the configuration says. */
  readonly sharedFile?: string | undefined;
  /** One that was read already, in the place of the configuration's file. */
  readonly seed?: LocatedSeed | undefined;
  /** Whether another process has seeded the store. */
  readonly isPrepared: boolean;
  /** What a store in memory begins as, instead of the seed. */
  readonly image?: Uint8Array | undefined;
}

/** Opens the store, seeds it where it is empty, and what answers requests about it. */
export async function openRunning(
  configuration: Configuration,
  surroundings: ProgramSurroundings,
  { lasting, sharedFile, seed, isPrepared, image }: RunningOptions,
): Promise<Running> {
  const { endpoint, metrics, audit, requestLog, onBug, onOutage, onRemedy } = lasting;
  const { dataFolder, isEphemeral } = configuration;
  const { clock, machineClock, random, processId } = surroundings;
  const keySource = {
    given: configuration.masterKeys,
    dataFolder: isEphemeral ? undefined : dataFolder,
    random,
  };
  // A store that keeps nothing is empty: what it begins with is made while it opens.
  if (isEphemeral && !isPrepared && image === undefined && (seed ?? configuration.seedFile) === undefined)
    lasting.firstSeed();
  const installation = await openInstallation({
    clock,
    machineClock,
    random,
    quotas: configuration.quotas,
    regions: configuration.regions,
    partition: configuration.partition,
    externalAccounts: configuration.externalAccounts,
    publicUrl: configuration.publicUrl ?? endpoint,
    productProviders: await readProductProviders(configuration.productProvidersFile),
    denialBytes: configuration.denials.maxBytes,
    staleLimitMs: configuration.staleLimitSeconds * 1_000,
    ...(sharedFile === undefined ? sourceOf(configuration) : { engine: "sqlite", database: sharedFile }),
    image,
    issuers: configuration.issuers,
    accessTokenVerifiers: await readVerifiers(configuration.accessTokenVerifiersFile, configuration.issuers),
    saml: withOwnPlace(configuration.saml, configuration.publicUrl ?? endpoint),
    auditEvents: audit.events,
    outbox: openOutbox(configuration, surroundings, sharedFile),
    processName: `process ${processId} at ${endpoint}`,
    tell: surroundings.logError,
    loadMasterKeys: (isStoreEmpty) => loadMasterKeys({ ...keySource, isStoreEmpty }),
  });
  try {
    const prepared = isPrepared
      ? {}
      : await prepareInstallation(installation, configuration, { lasting, surroundings, seed });
    const pipeline = createPipeline({
      installation,
      router: createRouter(await loadContractIndex()),
      recorder: createRecorder({
        audit,
        metrics,
        usage: installation.usage,
        traces: installation.accessTraceLog,
        requestLog,
      }),
      denials: createDenials({
        hasIds: configuration.denials.hasIds,
        consoleUrl: configuration.denials.consoleUrl ?? endpoint,
        keyRing: installation.keyRing,
        log: installation.denialLog,
        onNotKept: metrics.countDenialNotKept,
      }),
      onBug,
      onOutage,
      onRemedy,
    });
    const signInParts = signInPartsOf(installation, configuration.consoleIdleMinutes);
    const isBehindTls = isTlsSaidByPublicUrl(configuration);
    const console = createConsole({ ...lasting, installation, signInParts, pipeline, isBehindTls });
    return { installation, pipeline, issuers: createIssuerPages(installation), console, prepared };
  } catch (error) {
    await installation.close();
    throw error;
  }
}

interface Preparing {
  readonly lasting: Lasting;
  readonly surroundings: ProgramSurroundings;
  readonly seed: LocatedSeed | undefined;
}

async function prepareInstallation(
  installation: Installation,
  configuration: Configuration,
  { lasting, surroundings, seed }: Preparing,
): Promise<Prepared> {
  const { dataFolder, servicesFile } = configuration;
  const { processId, environment: variables } = surroundings;
  const prepared = await prepareStore(installation, configuration, {
    processId,
    firstSeed: lasting.firstSeed,
    variables,
    keep: ({ profiles }) => {
      if (dataFolder !== undefined) writeProfiles(dataFolder, profiles);
    },
    located: seed,
  });
  await applyServicesFile(servicesFile, installation);
  return prepared;
}

/** Assertions that were made to be sent to our own sign-in are taken too. */
function withOwnPlace(saml: Configuration["saml"], publicUrl: string): Configuration["saml"] {
  return { ...saml, audiences: new Set([...saml.audiences, `${publicUrl}${SAML_PATH}`]) };
}

/** A proxy that is believed says of each request whether it came by TLS; where none is, the public URL's scheme says it of all. */
function isTlsSaidByPublicUrl({ publicUrl, trustedProxies }: Configuration): boolean {
  return trustedProxies.length === 0 && publicUrl?.startsWith("https:") === true;
}

/** Where the data is. */
function sourceOf({
  database,
  readDatabase,
  isEphemeral,
  dataFolder,
}: Configuration): Pick<InstallationOptions, "engine" | "database" | "readDatabase" | "databasePassword"> {
  if (database !== undefined)
    return {
      engine: "postgres",
      database: database.url,
      readDatabase: readDatabase?.url,
      databasePassword: database.password,
    };
  const isInMemory = isEphemeral || dataFolder === undefined;
  return { engine: "sqlite", database: isInMemory ? ":memory:" : databaseFile(dataFolder) };
}

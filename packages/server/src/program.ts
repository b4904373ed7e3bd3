import type { networkInterfaces } from "node:os";
import { join } from "node:path";
import { loadContractIndex } from "@rolecall/contracts";
import { listen } from "@rolecall/edge";
import { createRouter, limits } from "@rolecall/protocols";
import { type AuditTrail, NO_AUDIT_TRAIL, openAuditTrail } from "./audit/trail.ts";
import type { Configuration } from "./configuration.ts";
import { createDenials } from "./denials/denials.ts";
import { createDoors } from "./doors.ts";
import { createFrontDoor, type FrontDoor } from "./front-door.ts";
import { writeProfiles } from "./installation/credentials-file.ts";
import { openDataFolder } from "./installation/data-folder.ts";
import { announceEndpoint, type Listening, withdrawEndpoint } from "./installation/endpoint-files.ts";
import {
  type InstallationOptions,
  openInstallation,
  type Surroundings,
} from "./installation/installation.ts";
import { loadMasterKeys } from "./installation/master-key-file.ts";
import { rememberSealingKey } from "./installation/sealing-keys.ts";
import { usableEndpoint } from "./installation/usable-endpoint.ts";
import { createManagement } from "./management/management.ts";
import { createOwnHost } from "./management/own-host.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import { refuseAtEdge } from "./pipeline/edge-refusal.ts";
import { createPipeline } from "./pipeline/handle.ts";
import { createRecorder } from "./pipeline/record.ts";
import { createRemedyLog } from "./pipeline/remedy-log.ts";
import { openStanding, type Running, type Standing } from "./running.ts";
import { type FirstSeed, makeFirstSeed } from "./seed/first-seed.ts";
import { type FirstStart, type Prepared, prepareStore } from "./seed/prepare-store.ts";
import { createSenderReader } from "./trusted-proxies.ts";
import { VERSION } from "./version.ts";

/** Everything that the program takes from outside. */
export interface ProgramSurroundings extends Surroundings {
  /** A fresh UUID. */
  readonly newId: () => string;
  readonly processId: number;
  /** The addresses of this machine. */
  readonly interfaces: ReturnType<typeof networkInterfaces>;
  /** For the person who runs the program: what went wrong inside. */
  readonly logError: (message: string) => void;
}

export interface Program {
  readonly endpoint: string;
  /** About the data folder, for who started it. */
  readonly warning: string | undefined;
  /** What this start did with the store. */
  readonly prepared: Prepared;
  /** Loads what the first requests would otherwise wait for. */
  warmUp(): Promise<void>;
  /** Lets requests end, writes what is pending, closes the store. */
  close(): Promise<void>;
}

/** How often last-used dates are written. */
const USAGE_FLUSH_MS = 1_000;
/** How often it is told that one of the two cannot be. */
const TELL_EVERY_MS = 60_000;
/** How often denials are: whoever looks one up finds it within a second, also on another process. */
const DENIALS_FLUSH_MS = 250;

/**
 * Listens, opens the store and seeds it where it is empty. Requests that come earlier wait.
 * @throws ConfigurationError, SeedError, StoreError, or node's error where the port is taken.
 */
export async function startProgram(
  configuration: Configuration,
  surroundings: ProgramSurroundings,
): Promise<Program> {
  const { dataFolder, host, port } = configuration;
  const warning = dataFolder === undefined ? undefined : openDataFolder(dataFolder);
  const door = createFrontDoor();
  const metrics = createMetrics();
  // The port comes first: who finds it taken must not leave an account behind, whose root user's password nobody was shown.
  const server = await listen({
    host,
    port,
    limits: { headerBytes: limits.headerBytes },
    entranceOf: createDoors(door),
    refuse: refuseAtEdge,
    newRequestId: surroundings.newId,
    onBug: logBug(surroundings),
    readSender: createSenderReader({
      networks: configuration.trustedProxies,
      onMalformed: metrics.countMalformedForwarding,
    }),
  });
  const opened = new AsyncDisposableStack();
  const close = async () => {
    await server.close();
    await opened.disposeAsync();
  };
  try {
    const endpoint = usableEndpoint(server.endpoint, surroundings.interfaces);
    const standing = await openBehind(door, { opened, endpoint, metrics, configuration, surroundings });
    const { prepared, installation } = standing.running();
    return { endpoint, warning, prepared, warmUp: () => installation.services.loadAll(), close };
  } catch (error) {
    door.giveUp();
    await close();
    throw error;
  }
}

interface Opening {
  /** Closes again what is opened, the last first. */
  readonly opened: AsyncDisposableStack;
  readonly endpoint: string;
  readonly metrics: Metrics;
  readonly configuration: Configuration;
  readonly surroundings: ProgramSurroundings;
}

/** Opens what answers behind a door, and the door then. */
async function openBehind(
  door: FrontDoor,
  { opened, endpoint, metrics, configuration, surroundings }: Opening,
): Promise<Standing> {
  const { newId, processId, clock } = surroundings;
  const listening = { instance: newId(), processId, endpoint, startedAt: clock() };
  // The audit log makes room on a full disk, before anything else is written there.
  const lasting = await openLasting({ endpoint, metrics, configuration, surroundings });
  opened.defer(() => lasting.audit.close());
  opened.defer(announce(configuration, listening));
  const standing = await openStanding(() => openRunning(configuration, surroundings, lasting));
  opened.defer(() => standing.close());
  const { installation } = standing.running();
  const { logError } = surroundings;
  const flush = (log: "usage" | "denialLog", told: string) => {
    let toldAt = Number.NEGATIVE_INFINITY;
    return () => {
      const { installation } = standing.running();
      installation[log].flush(installation.store).catch((error: unknown) => {
        // A disk that is full stays full for a while.
        if (clock() - toldAt < TELL_EVERY_MS) return;
        toldAt = clock();
        logError(`${told} were not written: ${describeBug(error)}`);
      });
    };
  };
  opened.defer(repeat(flush("usage", "last-used dates"), USAGE_FLUSH_MS));
  opened.defer(repeat(flush("denialLog", "denials"), DENIALS_FLUSH_MS));
  door.open({
    services: { handle: (request) => standing.running().pipeline.handle(request) },
    management: createManagement({
      version: VERSION,
      engine: installation.store.engine,
      instance: listening.instance,
      startedAt: new Date(listening.startedAt).toISOString(),
      isOwnHost: createOwnHost([configuration.host, ...configuration.allowedHosts]),
      revision: () => standing.running().installation.store.revision(),
      renderMetrics: lasting.metrics.render,
      ...(configuration.isEphemeral && { reset: standing.reset }),
    }),
  });
  return standing;
}

/** What outlives a reset. */
interface Lasting {
  readonly endpoint: string;
  readonly metrics: Metrics;
  readonly audit: AuditTrail;
  readonly onBug: (error: unknown, requestId: string) => void;
  readonly onRemedy: (remedy: string, requestId: string) => void;
  /** INVARIANT: the same one in every call, so that a reset leads back to what was shown. */
  readonly firstSeed: () => FirstSeed;
}

async function openLasting({
  endpoint,
  metrics,
  configuration,
  surroundings,
}: Omit<Opening, "opened">): Promise<Lasting> {
  let first: FirstSeed | undefined;
  return {
    endpoint,
    metrics,
    audit: await openAudit(configuration, surroundings, metrics),
    onBug: logBug(surroundings),
    onRemedy: createRemedyLog(surroundings.logError),
    firstSeed() {
      first ??= makeFirstSeed(surroundings.random, configuration);
      return first;
    },
  };
}

function logBug({ logError }: ProgramSurroundings): Lasting["onBug"] {
  return (error, requestId) => logError(`request ${requestId}: ${describeBug(error)}`);
}

async function openRunning(
  configuration: Configuration,
  surroundings: ProgramSurroundings,
  { endpoint, metrics, audit, onBug, onRemedy, firstSeed }: Lasting,
): Promise<Running> {
  const { dataFolder, isEphemeral } = configuration;
  const { clock, random, processId } = surroundings;
  const keySource = {
    given: configuration.masterKeys,
    dataFolder: isEphemeral ? undefined : dataFolder,
    random,
  };
  const installation = await openInstallation({
    clock,
    random,
    quotas: configuration.quotas,
    regions: configuration.regions,
    externalAccounts: configuration.externalAccounts,
    denialBytes: configuration.denials.maxBytes,
    ...sourceOf(configuration),
    loadMasterKeys: (isStoreEmpty) => loadMasterKeys({ ...keySource, isStoreEmpty }),
  });
  const keep = ({ profiles }: FirstStart) => {
    if (dataFolder !== undefined) writeProfiles(dataFolder, profiles);
  };
  try {
    const prepared = await prepareStore(installation, configuration, { processId, firstSeed, keep });
    await rememberSealingKey(installation);
    const pipeline = createPipeline({
      installation,
      router: createRouter(await loadContractIndex()),
      recorder: createRecorder({ audit, metrics, usage: installation.usage }),
      denials: createDenials({
        hasIds: configuration.denials.hasIds,
        consoleUrl: configuration.denials.consoleUrl ?? endpoint,
        random: installation.random,
        keyRing: installation.keyRing,
        log: installation.denialLog,
        onNotKept: metrics.countDenialNotKept,
      }),
      onBug,
      onRemedy,
    });
    return { installation, pipeline, prepared };
  } catch (error) {
    await installation.close();
    throw error;
  }
}

/** Where the data is. */
function sourceOf({
  database,
  isEphemeral,
  dataFolder,
}: Configuration): Pick<InstallationOptions, "engine" | "database" | "databasePassword"> {
  if (database !== undefined)
    return { engine: "postgres", database: database.url, databasePassword: database.password };
  const isInMemory = isEphemeral || dataFolder === undefined;
  return { engine: "sqlite", database: isInMemory ? ":memory:" : join(dataFolder, "rolecall.db") };
}

async function openAudit(
  { dataFolder, audit: limits }: Configuration,
  { clock, processId, newId, logError }: ProgramSurroundings,
  metrics: Metrics,
): Promise<AuditTrail> {
  if (dataFolder === undefined) return NO_AUDIT_TRAIL;
  return openAuditTrail({
    dataFolder,
    limits,
    now: clock,
    processId,
    newEventId: newId,
    tell: logError,
    onLost: metrics.countLostAuditEvents,
    onLeftOut: metrics.countLeftOutAuditEvent,
  });
}

/** Leaves word of where this process listens. Returns what takes it back. */
function announce({ dataFolder }: Configuration, listening: Listening): () => void {
  if (dataFolder === undefined) return () => {};
  announceEndpoint(dataFolder, listening);
  return () => withdrawEndpoint(dataFolder, listening.instance);
}

/** Returns what ends it. */
function repeat(action: () => void, everyMs: number): () => void {
  const timer = setInterval(action, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

function describeBug(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

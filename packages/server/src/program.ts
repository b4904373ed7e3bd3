import { mkdirSync } from "node:fs";
import type { networkInterfaces } from "node:os";
import { join } from "node:path";
import { loadContractIndex } from "@rolecall/contracts";
import { createRouter } from "@rolecall/protocols";
import { type AuditTrail, NO_AUDIT_TRAIL, openAuditTrail } from "./audit/trail.ts";
import type { Configuration } from "./configuration.ts";
import { listen } from "./http/http-server.ts";
import { createManagement } from "./http/management.ts";
import { createOwnHost } from "./http/own-host.ts";
import { checkMasterKey } from "./installation/check-master-key.ts";
import { writeProfiles } from "./installation/credentials-file.ts";
import { announceEndpoint, type Listening, withdrawEndpoint } from "./installation/endpoint-files.ts";
import { type Installation, openInstallation, type Surroundings } from "./installation/installation.ts";
import { loadMasterKeys } from "./installation/master-key-file.ts";
import { usableEndpoint } from "./installation/usable-endpoint.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import { createPipeline, type Pipeline } from "./pipeline/handle.ts";
import { createRecorder } from "./pipeline/record.ts";
import { type FirstSeed, makeFirstSeed } from "./seed/first-seed.ts";
import { type Prepared, prepareStore } from "./seed/prepare-store.ts";
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
  /** What this start did with the store. */
  readonly prepared: Prepared;
  /** Loads what the first requests would otherwise wait for. */
  warmUp(): Promise<void>;
  /** Lets requests end, writes what is pending, closes the store. */
  close(): Promise<void>;
}

/** The installation that answers now; a reset puts another in its place. */
interface Running {
  readonly installation: Installation;
  readonly pipeline: Pipeline;
  readonly prepared: Prepared;
}

/** How often last-used dates are written. */
const USAGE_FLUSH_MS = 1_000;

/**
 * Opens the store, seeds it where it is empty, and listens.
 * @throws ConfigurationError, SeedError, StoreError, or node's error where the port is taken.
 */
export async function startProgram(
  configuration: Configuration,
  surroundings: ProgramSurroundings,
): Promise<Program> {
  if (configuration.dataFolder !== undefined)
    mkdirSync(configuration.dataFolder, { recursive: true, mode: 0o700 });
  const metrics = createMetrics();
  const audit = await openAudit(configuration, surroundings, metrics);
  const onBug = (error: unknown, requestId: string) =>
    surroundings.logError(`request ${requestId}: ${describeBug(error)}`);
  let first: FirstSeed | undefined;
  const firstSeed = () => {
    first ??= makeFirstSeed(surroundings.random, configuration.accountId);
    return first;
  };
  const open = () => openRunning(configuration, surroundings, { metrics, audit, onBug, firstSeed });
  let running = await open();
  const resetOnce = async () => {
    const before = running;
    running = await open();
    await before.installation.close();
  };
  let resetting = Promise.resolve();
  // One after the other, so that each closes what the one before it opened.
  const reset = () => {
    const done = resetting.then(resetOnce);
    resetting = done.catch(() => {});
    return done;
  };
  const instance = surroundings.newId();
  const startedAt = surroundings.clock();
  const server = await listen({
    onBug,
    host: configuration.host,
    port: configuration.port,
    handle: (request) => running.pipeline.handle(request),
    newRequestId: surroundings.newId,
    management: createManagement({
      version: VERSION,
      engine: running.installation.store.engine,
      instance,
      startedAt: new Date(startedAt).toISOString(),
      isOwnHost: createOwnHost([configuration.host, ...configuration.allowedHosts]),
      revision: () => running.installation.store.revision(),
      renderMetrics: metrics.render,
      ...(configuration.isEphemeral && { reset }),
    }),
  }).catch(async (error: unknown) => {
    await running.installation.close();
    throw error;
  });
  const endpoint = usableEndpoint(server.endpoint, surroundings.interfaces);
  const listening = { instance, processId: surroundings.processId, endpoint, startedAt };
  const withdraw = announce(configuration, running.prepared, listening);
  const flushing = setInterval(() => flushUsage(running.installation, surroundings), USAGE_FLUSH_MS);
  flushing.unref();
  return {
    endpoint,
    prepared: running.prepared,
    warmUp: () => running.installation.services.loadAll(),
    async close() {
      clearInterval(flushing);
      withdraw();
      await server.close();
      await audit.close();
      await running.installation.close();
    },
  };
}

/** What outlives a reset. */
interface Lasting {
  readonly metrics: Metrics;
  readonly audit: AuditTrail;
  readonly onBug: (error: unknown, requestId: string) => void;
  readonly firstSeed: () => FirstSeed;
}

async function openRunning(
  configuration: Configuration,
  surroundings: ProgramSurroundings,
  { metrics, audit, onBug, firstSeed }: Lasting,
): Promise<Running> {
  const { dataFolder, isEphemeral } = configuration;
  const { clock, random, processId } = surroundings;
  const installation = await openInstallation({
    clock,
    random,
    quotas: configuration.quotas,
    databaseFile: isEphemeral || dataFolder === undefined ? ":memory:" : join(dataFolder, "rolecall.db"),
    masterKeys: loadMasterKeys(configuration.masterKeys, isEphemeral ? undefined : dataFolder, random),
  });
  try {
    await checkMasterKey(installation);
    const prepared = await prepareStore(installation, configuration, { processId, firstSeed });
    const pipeline = createPipeline({
      installation,
      router: createRouter(await loadContractIndex()),
      recorder: createRecorder({ audit, metrics, usage: installation.usage }),
      onBug,
    });
    return { installation, pipeline, prepared };
  } catch (error) {
    await installation.close();
    throw error;
  }
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

/** Leaves behind what the command line and AWS's clients need to find this installation. Returns what takes its place back. */
function announce({ dataFolder }: Configuration, { firstStart }: Prepared, listening: Listening): () => void {
  if (dataFolder === undefined) return () => {};
  writeProfiles(dataFolder, firstStart?.profiles ?? []);
  announceEndpoint(dataFolder, listening);
  return () => withdrawEndpoint(dataFolder, listening.instance);
}

function flushUsage(installation: Installation, { logError }: ProgramSurroundings): void {
  installation.usage.flush(installation.store).catch((error: unknown) => {
    logError(`last-used dates were not written: ${describeBug(error)}`);
  });
}

function describeBug(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

import { listen } from "@rolecall/edge";
import { WHOLE } from "./audit/share.ts";
import { createMovableClock, type MovableClock } from "./clock/movable-clock.ts";
import type { Configuration } from "./configuration.ts";
import { createFrontDoor } from "./front-door.ts";
import { openDataFolder } from "./installation/data-folder.ts";
import { usableEndpoint } from "./installation/usable-endpoint.ts";
import { createMetrics } from "./metrics.ts";
import { type Behind, openBehind } from "./program/open-behind.ts";
import { openRunning } from "./program/open-running.ts";
import { servingAt } from "./program/serving-at.ts";
import type { ProgramSurroundings } from "./program/surroundings.ts";
import type { LocatedSeed } from "./seed/located-seed.ts";
import type { Prepared } from "./seed/prepare-store.ts";

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
  /** Resolves with why where it cannot go on; it is to be closed then. */
  readonly broken: Promise<string>;
}

/** The program where it is one process. */
export interface ProgramAlone extends Program, Omit<Behind, "gauges"> {
  /** Of an installation that keeps nothing. */
  readonly movableClock: MovableClock | undefined;
}

/** What a program begins with, besides what it was asked for. */
interface Beginning {
  /** A seed that was read already, in the place of the configuration's file. */
  readonly seed?: LocatedSeed | undefined;
  /** What is run before it says that it is ready, while it answers already; a failure ends it. */
  readonly initialise?: ((listening: Pick<Program, "endpoint" | "prepared">) => Promise<void>) | undefined;
}

/**
 * Listens, opens the store and seeds it where it is empty. Requests that come earlier wait.
 * @throws ConfigurationError, SeedError, StoreError, or node's error where the port is taken.
 */
export async function startProgram(
  configuration: Configuration,
  outside: ProgramSurroundings,
  { seed, initialise }: Beginning = {},
): Promise<ProgramAlone> {
  const movableClock = configuration.isEphemeral ? createMovableClock(outside.clock) : undefined;
  const surroundings: ProgramSurroundings =
    movableClock === undefined
      ? outside
      : { ...outside, clock: movableClock.now, machineClock: outside.clock };
  const { dataFolder, host, port } = configuration;
  const warning = dataFolder === undefined ? undefined : openDataFolder(dataFolder);
  const door = createFrontDoor();
  const metrics = createMetrics();
  // The port comes first: who finds it taken must not leave an account behind, whose root user's password nobody was shown.
  const server = await listen({ host, port, ...servingAt(door, { configuration, surroundings, metrics }) });
  const opened = new AsyncDisposableStack();
  const close = async () => {
    door.close();
    await server.close();
    await opened.disposeAsync();
  };
  try {
    const { newId, processId, clock } = surroundings;
    const endpoint = usableEndpoint(server.endpoint, surroundings.interfaces);
    let isInitialised = initialise === undefined;
    const behind = await openBehind(door, {
      opened,
      listening: { instance: newId(), processId, endpoint, startedAt: clock() },
      announces: true,
      share: WHOLE,
      metrics,
      configuration,
      surroundings,
      openRunning: (lasting, image) =>
        openRunning(configuration, surroundings, { lasting, seed, image, isPrepared: image !== undefined }),
      movableClock,
      isInitialised: () => isInitialised,
      whole: { workers: () => 1, renderMetrics: (gauges) => metrics.render({ ...gauges, ...ALONE }) },
    });
    const { standing, lasting, reset } = behind;
    const { prepared, installation } = standing.running();
    await initialise?.({ endpoint, prepared });
    isInitialised = true;
    const warmUp = () => installation.services.loadAll();
    const program: Program = { endpoint, warning, prepared, warmUp, close, broken: NEVER };
    return { ...program, standing, lasting, reset, movableClock };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What a process without others tells of its number. */
const ALONE = { workers: 1, worker_restarts_total: 0 };
const NEVER = new Promise<never>(() => {});

import type { Share } from "../audit/share.ts";
import type { MovableClock } from "../clock/movable-clock.ts";
import type { Configuration } from "../configuration.ts";
import type { FrontDoor } from "../front-door.ts";
import { announceEndpoint, type Listening, withdrawEndpoint } from "../installation/endpoint-files.ts";
import { homeRegion } from "../installation/regions.ts";
import { createManagement, type Gauges } from "../management/management.ts";
import { createOwnHost } from "../management/own-host.ts";
import type { Metrics } from "../metrics.ts";
import { describeOutbox } from "../outbox/open-outbox.ts";
import { stateRoomOf } from "../state/answer-state.ts";
import { VERSION } from "../version.ts";
import { describeBug } from "./describe-bug.ts";
import { type Lasting, openLasting } from "./lasting.ts";
import { openStanding, type Running, type Standing } from "./running.ts";
import type { ProgramSurroundings } from "./surroundings.ts";

/** How often last-used dates are written. */
const USAGE_FLUSH_MS = 1_000;
/** How often it is told that one of the two cannot be. */
const TELL_EVERY_MS = 60_000;
/** How often denials are: whoever looks one up finds it within a second, also on another process. */
const DENIALS_FLUSH_MS = 250;

interface Opening {
  /** Closes again what is opened, the last first. */
  readonly opened: AsyncDisposableStack;
  readonly listening: Listening;
  /** Whether this process leaves word of where it listens; else another does. */
  readonly announces: boolean;
  readonly metrics: Metrics;
  readonly configuration: Configuration;
  readonly surroundings: ProgramSurroundings;
  readonly share: Share;
  readonly sharedFolder?: string | undefined;
  readonly openRunning: (lasting: Lasting, image?: Uint8Array) => Promise<Running>;
  /** Whether what has to be run first has been; absent: nothing has to. */
  readonly isInitialised?: () => boolean;
  /** The clock of this process, where it can be moved. */
  readonly movableClock?: MovableClock | undefined;
  /** What speaks for all processes behind one port. */
  readonly whole: Whole;
}

/** What is answered for all processes behind one port, by whichever is asked. */
interface Whole {
  readonly renderMetrics: (gauges: Gauges) => string | Promise<string>;
  /** Those that serve. */
  readonly workers: () => number;
  /** Absent: this process is the whole, and what stands is reset. */
  readonly reset?: () => Promise<void>;
}

/** What stands behind the door, and what it tells of itself. */
export interface Behind {
  readonly standing: Standing;
  readonly lasting: Lasting;
  /** Back to the seed, and to the machine's clock. */
  readonly reset: () => Promise<void>;
  readonly gauges: () => Gauges;
}

/** Opens what answers behind a door, and the door then. */
export async function openBehind(
  door: FrontDoor,
  { opened, listening, metrics, configuration, surroundings, share, sharedFolder, ...opening }: Opening,
): Promise<Behind> {
  const { endpoint } = listening;
  // The audit log makes room on a full disk, before anything else is written there.
  const lasting = await openLasting({ endpoint, metrics, configuration, surroundings, share, sharedFolder });
  opened.defer(() => lasting.audit.close());
  opened.defer(async () => lasting.requestLog?.close());
  const standing = await openStanding((image) => opening.openRunning(lasting, image), lasting.audit.forget);
  opened.defer(() => standing.close());
  // Its region is known once the store has told its partition.
  if (opening.announces) opened.defer(announce(configuration, listening));
  const { installation } = standing.running();
  opened.defer(keepFlushing(standing, surroundings));
  const { movableClock } = opening;
  const resetAlone = () => {
    // First of all: what the seed makes anew is of today.
    movableClock?.restore();
    return standing.reset();
  };
  const { renderMetrics, workers, reset = resetAlone } = opening.whole;
  const management = createManagement({
    version: VERSION,
    engine: installation.store.engine,
    instance: listening.instance,
    startedAt: new Date(listening.startedAt).toISOString(),
    isOwnHost: createOwnHost([configuration.host, ...configuration.allowedHosts]),
    standing: () => standing.running().installation.store.standing(),
    assertReady: async () => {
      if (opening.isInitialised?.() === false) throw new Error("Its init scripts run.");
      const { store } = standing.running().installation;
      if (!store.mayAnswer) await store.refresh();
    },
    storeTraffic: () => standing.running().installation.store.traffic,
    renderMetrics,
    workers,
    services: () => standing.running().installation.services.standing(),
    region: homeRegion(),
    outbox: describeOutbox(configuration),
    ...(configuration.isEphemeral && {
      reset,
      auditRead: { audit: lasting.audit, clock: surroundings.clock },
      clock: movableClock ?? "ofSeveral",
      letters: () => standing.running().installation.outbox.letters(),
    }),
  });
  door.open({
    services: { handle: (request) => standing.running().pipeline.handle(request) },
    issuers: { answer: (request) => standing.running().issuers.answer(request) },
    console: { answer: (request) => standing.running().console.answer(request) },
    management,
    ...stateRoomOf(standing, configuration, surroundings),
  });
  return { standing, lasting, reset, gauges: management.gauges };
}

/** Writes what waits for the store, again and again. Returns what ends it. */
function keepFlushing(
  standing: Standing,
  { clock, machineClock = clock, logError }: ProgramSurroundings,
): () => void {
  const flush = (log: "usage" | "accessTraceLog" | "certificateSubjects" | "denialLog", told: string) => {
    let toldAt = Number.NEGATIVE_INFINITY;
    let isRunning = false;
    return async () => {
      // One that waits for a database that is away is not joined by others.
      if (isRunning) return;
      isRunning = true;
      try {
        const { installation } = standing.running();
        await installation[log].flush(installation.store, clock());
      } catch (error) {
        // A disk that is full stays full for a while.
        if (machineClock() - toldAt < TELL_EVERY_MS) return;
        toldAt = machineClock();
        logError(`${told} were not written: ${describeBug(error)}`);
      } finally {
        isRunning = false;
      }
    };
  };
  const usage = repeat(flush("usage", "last-used dates"), USAGE_FLUSH_MS);
  const traces = repeat(flush("accessTraceLog", "dates of last access"), USAGE_FLUSH_MS);
  const subjects = repeat(flush("certificateSubjects", "subjects of certificates"), USAGE_FLUSH_MS);
  const denials = repeat(flush("denialLog", "denials"), DENIALS_FLUSH_MS);
  return () => {
    usage();
    traces();
    subjects();
    denials();
  };
}

/** Leaves word of where this process listens. Returns what takes it back. */
export function announce({ dataFolder }: Configuration, listening: Omit<Listening, "region">): () => void {
  if (dataFolder === undefined) return () => {};
  announceEndpoint(dataFolder, { ...listening, region: homeRegion() });
  return () => withdrawEndpoint(dataFolder, listening.instance);
}

/** Returns what ends it. */
function repeat(action: () => Promise<void>, everyMs: number): () => void {
  const timer = setInterval(() => void action(), everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

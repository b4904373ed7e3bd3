import type { Configuration } from "../configuration.ts";
import type { FrontDoor } from "../front-door.ts";
import { announceEndpoint, type Listening, withdrawEndpoint } from "../installation/endpoint-files.ts";
import { createManagement } from "../management/management.ts";
import { createOwnHost } from "../management/own-host.ts";
import type { Metrics } from "../metrics.ts";
import { VERSION } from "../version.ts";
import { describeBug } from "./describe-bug.ts";
import { openLasting } from "./lasting.ts";
import { openRunning } from "./open-running.ts";
import { openStanding, type Standing } from "./running.ts";
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
  readonly endpoint: string;
  readonly metrics: Metrics;
  readonly configuration: Configuration;
  readonly surroundings: ProgramSurroundings;
}

/** Opens what answers behind a door, and the door then. */
export async function openBehind(
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
      standing: () => standing.running().installation.store.standing(),
      assertReady: async () => {
        const { store } = standing.running().installation;
        if (!store.mayAnswer) await store.refresh();
      },
      renderMetrics: lasting.metrics.render,
      ...(configuration.isEphemeral && { reset: standing.reset }),
    }),
  });
  return standing;
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

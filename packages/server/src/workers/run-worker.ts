import type { Socket } from "node:net";
import { type HandedServer, serveHanded } from "@rolecall/edge";
import { createFrontDoor } from "../front-door.ts";
import { createMetrics, type Metrics } from "../metrics.ts";
import { Mistake } from "../mistake.ts";
import { describeBug } from "../program/describe-bug.ts";
import { type Behind, openBehind } from "../program/open-behind.ts";
import { openRunning } from "../program/open-running.ts";
import { servingAt } from "../program/serving-at.ts";
import type { ProgramSurroundings } from "../program/surroundings.ts";
import type { Assignment, Told, WorkerStore } from "./messages.ts";
import { ParentLink } from "./parent-link.ts";
import { removePrivateFolder } from "./private-folder.ts";
import { edgeLimitsOf } from "./worker-limits.ts";

/** How often what was counted is told, so that little is lost with a worker. */
const COUNTED_MS = 1_000;
/** For what ends in an orderly way, beyond which it is ended. */
const END_MS = 14_000;

/**
 * Serves what its parent hands over, until it is told to stop or the parent is gone. Resolves with the exit code. Signals of a
 * terminal reach the whole group of processes: what they mean for a worker is the parent's to say.
 */
export async function runWorker(surroundings: ProgramSurroundings): Promise<number> {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});
  const parent = new ParentLink();
  const assignment = await waitForAssignment(parent);
  if (assignment === undefined) return 0;
  const opened = new AsyncDisposableStack();
  let exitCode = 0;
  try {
    const worker = await open(assignment, { surroundings, parent, opened });
    const stopped = obeyUntilStopped(parent, worker);
    parent.send({ kind: "serving" });
    await Promise.race([stopped, parent.gone]);
  } catch (error) {
    exitCode = 1;
    parent.send({ kind: "failed", why: error instanceof Mistake ? error.message : describeBug(error) });
  }
  // Whatever hangs then is ended with the process.
  setTimeout(() => process.exit(1), END_MS);
  // Nobody else is left to do it.
  if (!parent.isThere && assignment.privateFolder !== undefined)
    removePrivateFolder(assignment.privateFolder);
  await opened.disposeAsync();
  await parent.sent();
  return exitCode;
}

/** Undefined where there is nothing to be done any more. */
async function waitForAssignment(parent: ParentLink): Promise<Assignment | undefined> {
  const assigned = new Promise<Assignment | undefined>((resolve) => {
    parent.listen((message) => {
      parent.pause();
      resolve(message.kind === "open" ? message.assignment : undefined);
    });
  });
  return Promise.race([assigned, parent.gone.then(() => undefined)]);
}

interface Worker {
  readonly server: HandedServer;
  readonly metrics: Metrics;
  readonly behind: Behind;
  /** Answers from another store from now on. */
  reopen(store: WorkerStore): Promise<void>;
  /** How many serve. */
  crew: number;
}

interface Means {
  readonly surroundings: ProgramSurroundings;
  readonly parent: ParentLink;
  readonly opened: AsyncDisposableStack;
}

async function open(assignment: Assignment, { surroundings, parent, opened }: Means): Promise<Worker> {
  const { configuration, place, listening } = assignment;
  const door = createFrontDoor();
  const metrics = createMetrics();
  let store: WorkerStore = assignment;
  const behind = await openBehind(door, {
    opened,
    listening,
    announces: false,
    metrics,
    configuration,
    surroundings,
    share: { place, of: configuration.workers },
    openRunning: (lasting) =>
      openRunning(store.configuration, surroundings, {
        lasting,
        sharedFile: store.sharedFile,
        isPrepared: true,
      }),
    whole: {
      workers: () => worker.crew,
      renderMetrics: async () => String(await parent.ask("metrics")),
      reset: async () => void (await parent.ask("reset")),
    },
  });
  const serving = servingAt(door, { configuration, surroundings, metrics });
  const limits = { ...serving.limits, ...edgeLimitsOf(configuration) };
  const server = serveHanded({ ...serving, limits });
  opened.defer(() => server.close());
  opened.defer(() => door.close());
  const counting = setInterval(() => tellCounted(parent, metrics), COUNTED_MS).unref();
  opened.defer(() => clearInterval(counting));
  const worker: Worker = {
    server,
    metrics,
    behind,
    crew: configuration.workers,
    reopen(next) {
      store = next;
      return behind.standing.reset();
    },
  };
  await behind.standing.running().installation.services.loadAll();
  return worker;
}

function tellCounted(parent: ParentLink, metrics: Metrics): void {
  const counts = metrics.takeCounts();
  const hasEvents = Object.values(counts.events).some((count) => count > 0);
  if (hasEvents || counts.series.length > 0) parent.send({ kind: "counted", counts });
}

/** Does what the parent says; resolves when it says to stop. */
function obeyUntilStopped(parent: ParentLink, worker: Worker): Promise<void> {
  const take = createTaker(parent, worker.server);
  return new Promise((resolve) => {
    parent.listen((message, socket) => {
      switch (message.kind) {
        case "connection":
          take(socket);
          break;
        case "tell":
          void parent.answer(message.id, () => tell(worker));
          break;
        case "reopen":
          void parent.answer(message.id, () => worker.reopen(message.store));
          break;
        case "answer":
          parent.settle(message.id, message.answer);
          break;
        case "crew":
          worker.crew = message.serving;
          break;
        case "stop":
          resolve();
          break;
        case "open":
          throw new Error("A worker that serves cannot open another installation.");
      }
    });
  });
}

async function tell({ metrics, behind }: Worker): Promise<Told> {
  return { counts: metrics.takeCounts(), gauges: behind.gauges() };
}

/** Takes connections in, and tells once a turn how many have ended. */
function createTaker(parent: ParentLink, server: HandedServer): (socket: Socket | undefined) => void {
  let ended = 0;
  const countEnded = () => {
    ended += 1;
    if (ended > 1) return;
    setImmediate(() => {
      parent.send({ kind: "closed", connections: ended });
      ended = 0;
    });
  };
  return (socket) => {
    parent.send({ kind: "took" });
    // One that ended on its way comes without a socket.
    if (socket === undefined) return countEnded();
    socket.once("close", countEnded);
    server.take(socket);
  };
}

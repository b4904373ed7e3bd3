import type { Socket } from "node:net";
import { type HandedServer, serveHanded } from "@rolecall/edge";
import { createFrontDoor, type FrontDoor } from "../front-door.ts";
import { createMetrics, type Metrics } from "../metrics.ts";
import { Mistake } from "../mistake.ts";
import { describeBug } from "../program/describe-bug.ts";
import { type Behind, openBehind } from "../program/open-behind.ts";
import { openRunning } from "../program/open-running.ts";
import { servingAt } from "../program/serving-at.ts";
import type { ProgramSurroundings } from "../program/surroundings.ts";
import type { Assignment, Told, ToWorker, WorkerStore } from "./messages.ts";
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
  const first = await hearNext(parent);
  if (first?.kind !== "attend") return 0;
  const { assignment } = first;
  const attending = attend(assignment, surroundings, parent);
  const opened = new AsyncDisposableStack();
  let exitCode = 0;
  try {
    const next = await hearNext(parent);
    if (next?.kind === "open") {
      const worker = await open(next.store, { ...attending, assignment, surroundings, parent, opened });
      const stopped = obeyUntilStopped(parent, worker);
      parent.send({ kind: "serving" });
      await Promise.race([stopped, parent.gone]);
    }
  } catch (error) {
    exitCode = 1;
    parent.send({ kind: "failed", why: error instanceof Mistake ? error.message : describeBug(error) });
  }
  // Whatever hangs then is ended with the process.
  setTimeout(() => process.exit(1), END_MS);
  // Nobody else is left to do it.
  if (!parent.isThere && assignment.privateFolder !== undefined)
    removePrivateFolder(assignment.privateFolder);
  await attending.close();
  await opened.disposeAsync();
  await parent.sent();
  return exitCode;
}

/** The next that the parent says; what follows waits. Undefined where it is gone. */
async function hearNext(parent: ParentLink): Promise<ToWorker | undefined> {
  const heard = new Promise<ToWorker>((resolve) => {
    parent.listen((message) => {
      parent.pause();
      resolve(message);
    });
  });
  return Promise.race([heard, parent.gone.then(() => undefined)]);
}

interface Attending {
  readonly door: FrontDoor;
  readonly metrics: Metrics;
  /** Lets requests end; what answers them is to outlive it. */
  close(): Promise<void>;
}

/** Takes connections, whose requests wait at a door; a load balancer's is told that nothing is ready. */
function attend(
  { configuration }: Assignment,
  surroundings: ProgramSurroundings,
  parent: ParentLink,
): Attending {
  const door = createFrontDoor();
  const metrics = createMetrics();
  const serving = servingAt(door, { configuration, surroundings, metrics });
  const server = serveHanded({ ...serving, limits: { ...serving.limits, ...edgeLimitsOf(configuration) } });
  parent.attend(createTaker(parent, server));
  const close = () => {
    door.close();
    return server.close();
  };
  return { door, metrics, close };
}

interface Worker {
  readonly metrics: Metrics;
  readonly behind: Behind;
  /** Answers from another store from now on. */
  reopen(store: WorkerStore): Promise<void>;
  /** How many serve. */
  crew: number;
}

interface Opening extends Attending {
  readonly assignment: Assignment;
  readonly surroundings: ProgramSurroundings;
  readonly parent: ParentLink;
  readonly opened: AsyncDisposableStack;
}

async function open(first: WorkerStore, opening: Opening): Promise<Worker> {
  const { assignment, surroundings, parent, opened, door, metrics } = opening;
  const { configuration } = first;
  let store = first;
  const behind = await openBehind(door, {
    opened,
    listening: assignment.listening,
    announces: false,
    metrics,
    configuration,
    surroundings,
    sharedFolder: assignment.privateFolder,
    share: { place: assignment.place, of: configuration.workers },
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
  const counting = setInterval(() => tellCounted(parent, metrics), COUNTED_MS).unref();
  opened.defer(() => clearInterval(counting));
  const worker: Worker = {
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
  return new Promise((resolve) => {
    parent.listen((message) => {
      switch (message.kind) {
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
        case "attend":
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

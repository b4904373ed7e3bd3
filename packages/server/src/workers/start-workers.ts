import { fork } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { WHOLE } from "../audit/share.ts";
import type { Configuration } from "../configuration.ts";
import { openDataFolder } from "../installation/data-folder.ts";
import { usableEndpoint } from "../installation/usable-endpoint.ts";
import { createMetrics, type Metrics } from "../metrics.ts";
import { Mistake } from "../mistake.ts";
import { openLasting } from "../program/lasting.ts";
import { announce } from "../program/open-behind.ts";
import type { ProgramSurroundings } from "../program/surroundings.ts";
import type { Program } from "../program.ts";
import { Crew } from "./crew.ts";
import type { Assignment, Question, Told } from "./messages.ts";
import { makePrivateFolder, removePrivateFolder } from "./private-folder.ts";
import { PULSE } from "./pulse.ts";
import { RESTART_DELAYS } from "./restart-delays.ts";
import { SharedStore } from "./shared-store.ts";
import { renderWhole } from "./whole-metrics.ts";
import { WORKER } from "./worker-name.ts";

/**
 * Runs the program as several processes behind one port. This one, their parent, takes the port, does what is done once
 * (judging the folder, the first seed, what is told) and hands out connections; it answers no request.
 * @param programFile what the workers run.
 * @throws as startProgram does.
 */
export async function startWorkers(
  configuration: Configuration,
  surroundings: ProgramSurroundings,
  programFile: string,
): Promise<Program> {
  const { dataFolder, isEphemeral } = configuration;
  const warning = dataFolder === undefined ? undefined : openDataFolder(dataFolder);
  const opened = new AsyncDisposableStack();
  try {
    // The port comes first, as in a process alone. Connections that come early wait.
    const server = await openPort(configuration, (socket) => crew.hand(socket));
    const { newId, processId, clock } = surroundings;
    const metrics = createMetrics();
    const answers: Answers = { reset: () => store.reset(crew), metrics: () => renderAll(crew, metrics) };
    const privateFolder = isEphemeral ? makePrivateFolder(processId) : undefined;
    if (privateFolder !== undefined) opened.defer(() => removePrivateFolder(privateFolder));
    const endpoint = usableEndpoint(endpointOf(server, configuration.host), surroundings.interfaces);
    const listening = { instance: newId(), processId, endpoint, startedAt: clock() };
    const assignment = { configuration, listening, privateFolder };
    const crew = beginCrew({ assignment, surroundings, programFile, metrics, answers });
    opened.defer(() => crew.stop());
    opened.defer(() => void server.close());
    // Opening the audit log makes room on a full disk; nothing that is recorded happens here.
    const lasting = await openLasting({
      endpoint,
      metrics,
      configuration,
      surroundings,
      share: WHOLE,
      sharedFolder: privateFolder,
    });
    await lasting.audit.close();
    const store = new SharedStore({ configuration, surroundings, lasting, privateFolder });
    const prepared = await store.prepare();
    opened.defer(announce(configuration, listening));
    await crew.open(() => store.current);
    const close = () => opened.disposeAsync();
    return { endpoint, warning, prepared, warmUp: async () => {}, close, broken: crew.broken };
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  }
}

type Answers = Readonly<Record<Question, () => Promise<unknown>>>;

interface CrewSource {
  readonly assignment: Omit<Assignment, "place">;
  readonly surroundings: ProgramSurroundings;
  readonly programFile: string;
  readonly metrics: Metrics;
  readonly answers: Answers;
}

function beginCrew({ assignment, surroundings, programFile, metrics, answers }: CrewSource): Crew {
  return new Crew({
    size: assignment.configuration.workers,
    attend: (place) => ({ ...assignment, place }),
    fork: () => fork(programFile, [WORKER], { serialization: "advanced", execArgv: process.execArgv }),
    delays: RESTART_DELAYS,
    pulse: PULSE,
    clock: surroundings.clock,
    tell: surroundings.logError,
    onCounted: metrics.addCounts,
    answer: (what) => answers[what](),
    explain: (why) => new Mistake(`${why}.`),
  });
}

async function renderAll(crew: Crew, metrics: Metrics): Promise<string> {
  const told = (await crew.tellAll()) as readonly (readonly [number, Told])[];
  const { rss, heapUsed } = process.memoryUsage();
  const own = { process_resident_memory_bytes: rss, process_heap_used_bytes: heapUsed };
  return renderWhole(told, { metrics, own, restarts: crew.restarts });
}

/** @throws node's error where the port cannot be had. */
async function openPort({ host, port }: Configuration, hand: (socket: Socket) => void): Promise<Server> {
  const server = createServer({ pauseOnConnect: true }, (socket) => {
    // A client may be gone before its connection is handed to anybody.
    socket.on("error", () => {});
    hand(socket);
  });
  server.listen(port, host);
  await once(server, "listening");
  return server;
}

function endpointOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

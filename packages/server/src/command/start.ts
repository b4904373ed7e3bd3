import { flushCompileCache } from "node:module";
import { StoreError } from "@rolecall/store";
import { type Configuration, ConfigurationError, readConfiguration } from "../configuration.ts";
import { type Program, startProgram } from "../program.ts";
import { type Command, type CommandIo, EXIT_BROKEN, EXIT_OK } from "./command.ts";
import { renderGreeting, warnOfReach } from "./greeting.ts";
import { planInit } from "./init-scripts.ts";
import { openSurroundings, untilToldToStop } from "./process.ts";
import { explainSystemError } from "./system-error.ts";

/** `rolecall start`: runs until it is told to stop. */
export const start: Command = async (args, io) => {
  const configuration = readConfiguration(args, io.environment, {
    isTerminal: io.width !== undefined,
    isColorful: io.isColorful,
  });
  try {
    const program = await startAsAsked(configuration, io);
    // Before anybody hears that it runs, and stops it.
    const stopped = untilToldToStop(io);
    for (const warning of warningsOf(configuration, program)) io.stderr.write(`${warning}\n`);
    io.stdout.write(renderGreeting({ configuration, program, programFile: io.programFile }));
    await program.warmUp();
    flushCompileCache();
    const end = await Promise.race([
      stopped.then((signal) => ({ signal, broken: undefined })),
      program.broken.then((broken) => ({ signal: undefined, broken })),
    ]);
    await program.close();
    return tellEnd(end, io);
  } catch (error) {
    throw explainFailure(error);
  }
};

interface End {
  readonly signal: NodeJS.Signals | undefined;
  readonly broken: string | undefined;
}

/** Who pressed Ctrl-C sees that nothing was lost; a program that stopped it looks at the exit code. */
function tellEnd({ signal, broken }: End, { stdout, stderr }: CommandIo): number {
  if (broken !== undefined) {
    stderr.write(`rolecall start: ${broken}\n`);
    return EXIT_BROKEN;
  }
  if (signal === "SIGINT") stdout.write("\nRolecall has stopped.\n");
  return EXIT_OK;
}

async function startAsAsked(configuration: Configuration, io: CommandIo): Promise<Program> {
  const surroundings = openSurroundings(io);
  if (configuration.workers === 1)
    return startProgram(configuration, surroundings, { initialise: planInit(configuration, io) });
  // Loaded when asked for: a process alone needs nothing of it.
  const { startWorkers } = await import("../workers/start-workers.ts");
  return startWorkers(configuration, surroundings, io.programFile);
}

function warningsOf(configuration: Configuration, program: Program): readonly string[] {
  return [program.warning, warnOfReach(configuration, program.endpoint)].filter((text) => text !== undefined);
}

/** A database that cannot be opened says why. */
function explainFailure(error: unknown): unknown {
  const isUnavailable = error instanceof StoreError && error.code === "unavailable";
  return isUnavailable ? new ConfigurationError(`${error.message}.`) : explainSystemError(error);
}

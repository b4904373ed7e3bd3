import { flushCompileCache } from "node:module";
import { ConfigurationError, readConfiguration } from "../configuration.ts";
import { startProgram } from "../program.ts";
import { type Command, EXIT_OK } from "./command.ts";
import { renderGreeting, warnOfReach } from "./greeting.ts";
import { openSurroundings, untilToldToStop } from "./process.ts";

/** `rolecall start`: runs until it is told to stop. */
export const start: Command = async (args, io) => {
  const configuration = readConfiguration(args, io.environment);
  try {
    const program = await startProgram(configuration, openSurroundings(io));
    // Before anybody hears that it runs, and stops it.
    const stopped = untilToldToStop(io);
    io.stderr.write(warnOfReach(configuration, program.endpoint) ?? "");
    io.stdout.write(renderGreeting({ configuration, program, programFile: io.programFile }));
    await program.warmUp();
    flushCompileCache();
    await stopped;
    await program.close();
    return EXIT_OK;
  } catch (error) {
    throw explainStartFailure(error);
  }
};

/** What the system refuses is a mistake of whoever asked for it; what is left is a bug, and stays one. */
function explainStartFailure(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  const isRefusal = code === "EADDRINUSE" || code === "EACCES" || code === "unavailable";
  return isRefusal ? new ConfigurationError((error as Error).message) : error;
}

import { nearestName } from "@rolecall/policy";
import { Mistake } from "../mistake.ts";
import { VERSION } from "../version.ts";
import { type CommandIo, type CommandRow, EXIT_BAD_INPUT, EXIT_OK } from "./command.ts";
import { COMMANDS } from "./command-table.ts";
import { renderHelp, renderUsage } from "./help.ts";

const HELP = new Set(["help", "--help", "-h"]);

/** Runs what a command line says; resolves with the exit code. A mistake gets its sentence, and anything else is a bug. */
export async function runCommandLine(args: readonly string[], io: CommandIo): Promise<number> {
  const [name, ...rest] = args;
  if (name === "--version") return say(io, `${VERSION}\n`);
  if (name === undefined) return say(io, renderUsage());
  if (HELP.has(name)) return rest[0] === undefined ? say(io, renderUsage()) : help(rest[0], io);
  const row = COMMANDS.get(name);
  if (row === undefined) return refuseName(name, io);
  if (asksForHelp(rest)) return say(io, renderHelp(name, row));
  return runCommand(name, row, { args: rest, io });
}

function help(name: string, io: CommandIo): number {
  const row = COMMANDS.get(name);
  return row === undefined ? refuseName(name, io) : say(io, renderHelp(name, row));
}

/** Wherever it stands: who asks for help does not want the command to run. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  const options = end === -1 ? args : args.slice(0, end);
  return options.includes("--help") || options.includes("-h");
}

async function runCommand(
  name: string,
  row: CommandRow,
  { args, io }: { readonly args: readonly string[]; readonly io: CommandIo },
): Promise<number> {
  const command = await row.load();
  try {
    return await command(args, io);
  } catch (error) {
    if (!(error instanceof Mistake)) throw error;
    io.stderr.write(`rolecall ${name}: ${error.message}\n`);
    return EXIT_BAD_INPUT;
  }
}

function refuseName(name: string, { stderr }: CommandIo): number {
  const meant = nearestName(name, COMMANDS.keys());
  const suggestion = meant === undefined ? "" : ` Did you mean rolecall ${meant}?`;
  const what = name.startsWith("-") ? "option" : "command";
  stderr.write(`rolecall: there is no ${what} "${name}".${suggestion}\n\n${renderUsage()}`);
  return EXIT_BAD_INPUT;
}

function say({ stdout }: CommandIo, text: string): number {
  stdout.write(text);
  return EXIT_OK;
}

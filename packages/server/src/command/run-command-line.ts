import { nearestName, showText } from "@rolecall/policy";
import { Mistake, OptionMistake } from "../mistake.ts";
import { VERSION } from "../version.ts";
import { type CommandIo, EXIT_BAD_INPUT, EXIT_OK } from "./command.ts";
import { COMMANDS } from "./command-table.ts";
import { commandsUnder, type FoundCommand, findCommand } from "./find-command.ts";
import { renderHelp, renderUsage } from "./help.ts";

const HELP = new Set(["help", "--help", "-h"]);

/** Runs what a command line says; resolves with the exit code. A mistake gets its sentence, and anything else is a bug. */
export async function runCommandLine(args: readonly string[], io: CommandIo): Promise<number> {
  const [name, ...rest] = args;
  if (name === "--version") return say(io, `${VERSION}\n`);
  if (name === undefined) return say(io, renderUsage(COMMANDS));
  if (HELP.has(name)) return rest.length === 0 ? say(io, renderUsage(COMMANDS)) : help(rest, io);
  const found = findCommand(args);
  if (found === undefined) return isGroupHelp(args) ? help([name], io) : refuseName(args, io);
  if (asksForHelp(found.rest)) return say(io, renderHelp(found.name, found.row));
  return runCommand(found, io);
}

function help(words: readonly string[], io: CommandIo): number {
  const found = findCommand(words);
  if (found !== undefined) return say(io, renderHelp(found.name, found.row));
  const under = words.length === 1 ? commandsUnder(words[0]!) : COMMANDS;
  return words.length === 1 && under.size > 0 ? say(io, renderUsage(under)) : refuseName(words, io);
}

/** The first word of several commands, and a wish for help. */
function isGroupHelp([name = "", ...rest]: readonly string[]): boolean {
  return commandsUnder(name).size > 0 && rest[0] !== undefined && HELP.has(rest[0]);
}

/** Wherever it stands: who asks for help does not want the command to run. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  const options = end === -1 ? args : args.slice(0, end);
  return options.includes("--help") || options.includes("-h");
}

async function runCommand({ name, row, rest }: FoundCommand, io: CommandIo): Promise<number> {
  const command = await row.load();
  try {
    return await command(rest, io);
  } catch (error) {
    if (!(error instanceof Mistake)) throw error;
    const more = error instanceof OptionMistake ? ` rolecall ${name} --help tells what there is.` : "";
    // A server's words, names of files and of things of others are in some: none of them moves a terminal's cursor.
    const message = error.message.split("\n").map(showText).join("\n");
    io.stderr.write(`rolecall ${name}: ${message}${more}\n`);
    return EXIT_BAD_INPUT;
  }
}

function refuseName([first = "", second]: readonly string[], { stderr }: CommandIo): number {
  const under = commandsUnder(first);
  if (under.size > 0) return refuseSecondName(first, second, { stderr, under });
  const names = [...COMMANDS.keys()].map((name) => name.split(" ")[0]!);
  const meant = nearestName(first, new Set(names));
  const suggestion = meant === undefined ? "" : ` Did you mean rolecall ${meant}?`;
  const said = first.startsWith("-")
    ? `there is no option "${first}": options stand behind a command, as in rolecall start --port 4600.`
    : `there is no command "${first}".${suggestion}`;
  stderr.write(`rolecall: ${said}\n\n${renderUsage(COMMANDS)}`);
  return EXIT_BAD_INPUT;
}

interface Refusing extends Pick<CommandIo, "stderr"> {
  readonly under: ReturnType<typeof commandsUnder>;
}

function refuseSecondName(first: string, second: string | undefined, { stderr, under }: Refusing): number {
  const meant = second === undefined ? undefined : nearestName(`${first} ${second}`, under.keys());
  const suggestion = meant === undefined ? "" : ` Did you mean rolecall ${meant}?`;
  const said =
    second === undefined
      ? `rolecall ${first} needs one of its commands.`
      : `rolecall: there is no command "${first} ${second}".${suggestion}`;
  stderr.write(`${said}\n\n${renderUsage(under)}`);
  return EXIT_BAD_INPUT;
}

function say({ stdout }: CommandIo, text: string): number {
  stdout.write(text);
  return EXIT_OK;
}

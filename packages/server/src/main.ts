import { type Command, type CommandIo, EXIT_BAD_INPUT, EXIT_OK } from "./command/command.ts";
import { VERSION } from "./version.ts";

interface CommandRow {
  readonly summary: string;
  /** Loaded when it is called for: `env` must not wait for the server's code. */
  readonly load: () => Promise<Command>;
}

const COMMANDS: ReadonlyMap<string, CommandRow> = new Map([
  ["start", { summary: "run the server", load: async () => (await import("./command/start.ts")).start }],
  [
    "env",
    {
      summary: "print the exports that point AWS's clients at it",
      load: async () => (await import("./command/env.ts")).printEnvironment,
    },
  ],
  [
    "operations",
    {
      summary: "list every operation and whether it is built (--json)",
      load: async () => (await import("./command/operations.ts")).listOperations,
    },
  ],
  [
    "explain",
    {
      summary: "decide one request by policies in files, and say why",
      load: async () => (await import("./command/explain.ts")).explainRequest,
    },
  ],
  [
    "validate",
    {
      summary: "find what is wrong or unwise in policy files",
      load: async () => (await import("./command/validate.ts")).validate,
    },
  ],
]);

async function main(args: readonly string[], io: CommandIo): Promise<number> {
  const [name, ...rest] = args;
  if (name === "--version") {
    io.stdout.write(`${VERSION}\n`);
    return EXIT_OK;
  }
  const row = name === undefined ? undefined : COMMANDS.get(name);
  if (row !== undefined) return runCommand(await row.load(), rest, io);
  const isAsked = name === undefined || name === "help" || name === "--help";
  (isAsked ? io.stdout : io.stderr).write(isAsked ? usage() : `rolecall: no command "${name}".\n${usage()}`);
  return isAsked ? EXIT_OK : EXIT_BAD_INPUT;
}

/** A wrong option is the caller's mistake and gets its sentence, not a stack. */
async function runCommand(command: Command, args: readonly string[], io: CommandIo): Promise<number> {
  try {
    return await command(args, io);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (!code?.startsWith("ERR_PARSE_ARGS")) throw error;
    io.stderr.write(`rolecall: ${(error as Error).message}\n`);
    return EXIT_BAD_INPUT;
  }
}

function usage(): string {
  const rows = [...COMMANDS].map(([name, { summary }]) => `  ${name.padEnd(11)} ${summary}\n`);
  return `Usage: rolecall COMMAND [options]\n\n${rows.join("")}`;
}

process.exitCode = await main(process.argv.slice(2), {
  // Opening it takes 8 ms, and most commands never read it.
  get stdin() {
    return process.stdin;
  },
  stdout: process.stdout,
  stderr: process.stderr,
  isTerminal: process.stdout.isTTY === true,
  environment: process.env,
});

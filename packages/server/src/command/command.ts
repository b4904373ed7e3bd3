import type { OptionTable } from "./options/option.ts";

/** What a command may use of the process that runs it. */
export interface CommandIo {
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  /** Colours are welcome on standard output. */
  readonly isColorful: boolean;
  /** How many columns standard output has; undefined where it is no terminal. */
  readonly width: number | undefined;
  /** Somebody watches standard error. */
  readonly isWatched: boolean;
  /** The file that runs: bin/main.js. */
  readonly programFile: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Resolves with the exit code: 0 done, 2 the command line or its input is wrong, others as the command says.
 * @throws Mistake where something that was given is wrong.
 */
export type Command = (args: readonly string[], io: CommandIo) => Promise<number>;

/** A command as the table lists it; `--help` and docs/command-line.md are made of it. */
export interface CommandRow {
  /** For the list of all commands. */
  readonly summary: string;
  /** What may follow the command's name. */
  readonly synopsis: string;
  /** What it does, in a sentence or two. */
  readonly description: string;
  readonly options: OptionTable;
  /** The variables that it reads, with what each is for. */
  readonly environment: Readonly<Record<string, string>>;
  readonly exitCodes: string;
  /** Loaded when it is called for: `env` must not wait for the server's code. */
  readonly load: () => Promise<Command>;
}

export const EXIT_OK = 0;
/** What ran cannot go on. */
export const EXIT_BROKEN = 1;
export const EXIT_BAD_INPUT = 2;

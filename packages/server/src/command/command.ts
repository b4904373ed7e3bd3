/** What a command may use of the process that runs it. */
export interface CommandIo {
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  /** Colours are welcome. */
  readonly isTerminal: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Resolves with the exit code: 0 done, 2 the command line or its input is wrong, others as the command says. */
export type Command = (args: readonly string[], io: CommandIo) => Promise<number>;

export const EXIT_OK = 0;
export const EXIT_BAD_INPUT = 2;

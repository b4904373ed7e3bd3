/** A mistake that somebody makes, and what they are told: exactly. */
export interface MistakeRow {
  /** Words of the command line behind `rolecall`; `F` at the beginning of one is a folder with the files. */
  readonly args: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  /** Where it is not 2. */
  readonly exitCode?: number;
  /** Whether the commands are listed behind it. */
  readonly hasUsage?: true;
  /** With `F` for the folder, without the line break at its end. */
  readonly says: string;
}

export const EXIT_MISTAKE = 2;

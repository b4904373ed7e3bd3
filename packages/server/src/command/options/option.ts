/** One option of a command. A row feeds the parser, `--help` and docs/command-line.md. */
export interface Option {
  /** How help calls its value, in capitals. An option without one is a switch. */
  readonly argument?: string;
  /** What it is for; continued in help where it is long. No full stop. */
  readonly meaning: string;
  /** The value where none is given. */
  readonly default?: string;
  /** Where there is no such value: what happens instead. */
  readonly otherwise?: string;
  /** May be given several times. */
  readonly isRepeatable?: true;
  /** A switch that can be turned off too, as `--no-NAME`. */
  readonly isNegatable?: true;
  /** The heading in help under which it stands. */
  readonly group?: string;
}

/** A command's options by their names, without the dashes. */
export type OptionTable = Readonly<Record<string, Option>>;

/** What a command line can say with a table: every option has a value of the type that its row promises. */
export type OptionValues<Table extends OptionTable> = {
  readonly [Name in keyof Table]: OptionValue<Table[Name]>;
};

type OptionValue<Row extends Option> = Row extends { argument: string }
  ? Row extends { isRepeatable: true }
    ? readonly string[]
    : Row extends { default: string }
      ? string
      : string | undefined
  : Row extends { isNegatable: true }
    ? boolean | undefined
    : boolean;

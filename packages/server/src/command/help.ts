import type { CommandRow } from "./command.ts";
import type { Option } from "./options/option.ts";

/** Fits a terminal of a hundred columns. */
const WIDTH = 100;
const DEFAULT_GROUP = "Options";
const HELP_ROW: readonly [string, string] = ["-h, --help", "this text"];

/** What `rolecall` alone says, of all commands or of those that begin with the same word. */
export function renderUsage(commands: ReadonlyMap<string, CommandRow>): string {
  const rows = [...commands].map(([name, { summary }]): Row => [name, summary]);
  return (
    `Usage: rolecall COMMAND [options]\n\nAWS identity that you run yourself.\n\n${renderRows(rows)}\n` +
    "rolecall COMMAND --help tells a command's options; rolecall --version the version.\n"
  );
}

/** What `rolecall COMMAND --help` says. */
export function renderHelp(name: string, row: CommandRow): string {
  const sections = [
    `Usage: rolecall ${name} ${row.synopsis}\n`,
    `${wrap(row.description, WIDTH)}\n`,
    ...renderGroups(row),
    ...renderEnvironment(row),
    `Exit code: ${row.exitCodes}\n`,
  ];
  return sections.join("\n");
}

type Row = readonly [left: string, right: string];

function renderGroups({ options }: CommandRow): readonly string[] {
  const groups = Map.groupBy(Object.entries(options), ([, { group = DEFAULT_GROUP }]) => group);
  const rows = [...groups].map(([group, members]): [string, Row[]] => [
    group,
    members.map(([name, option]) => [optionSyntax(name, option), describeOption(option)]),
  ]);
  if (rows.length === 0) rows.push([DEFAULT_GROUP, []]);
  rows.at(-1)?.[1].push(HELP_ROW);
  return rows.map(([group, members]) => `${group}\n${renderRows(members)}`);
}

function renderEnvironment({ environment }: CommandRow): readonly string[] {
  const rows = Object.entries(environment);
  return rows.length === 0 ? [] : [`Environment\n${renderRows(rows)}`];
}

/** `--port PORT`, `--color, --no-color` */
export function optionSyntax(name: string, { argument, isNegatable }: Option): string {
  if (isNegatable) return `--${name}, --no-${name}`;
  return argument === undefined ? `--${name}` : `--${name} ${argument}`;
}

function describeOption(option: Option): string {
  const notes = [
    option.meaning,
    ...(option.isRepeatable ? ["may be given several times"] : []),
    ...(defaultOf(option) === undefined ? [] : [`default: ${defaultOf(option)}`]),
  ];
  return notes.join("; ");
}

/** What holds where the option is not given; undefined where nothing does. */
export function defaultOf({ default: value, otherwise }: Option): string | undefined {
  return value ?? otherwise;
}

/** Two columns; what is long goes on under itself. */
function renderRows(rows: readonly Row[]): string {
  const left = Math.max(...rows.map(([syntax]) => syntax.length)) + 4;
  return rows
    .map(([syntax, text]) => {
      const lines = wrap(text, WIDTH - left).split("\n");
      return `${`  ${syntax}`.padEnd(left)}${lines.join(`\n${" ".repeat(left)}`)}\n`;
    })
    .join("");
}

/** Breaks between words, so that no line is longer than the width unless a word is. */
function wrap(text: string, width: number): string {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1)!;
    if (line !== "" && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines.join("\n");
}

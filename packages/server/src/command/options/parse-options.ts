import { parseArgs } from "node:util";
import { nearestName } from "@rolecall/policy";
import { Mistake, OptionMistake } from "../../mistake.ts";
import type { Option, OptionTable, OptionValues } from "./option.ts";

export interface ParsedOptions<Table extends OptionTable> {
  readonly values: OptionValues<Table>;
  /** What is no option, such as files. */
  readonly positionals: readonly string[];
}

/**
 * Reads a command line by a table of options.
 * @throws Mistake that names the option and what is wrong with it.
 */
export function parseOptions<const Table extends OptionTable>(
  table: Table,
  args: readonly string[],
): ParsedOptions<Table> {
  const given = new Map<string, readonly (string | boolean)[]>();
  const positionals: string[] = [];
  for (const token of tokenize(table, args)) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const value = readToken(table, token);
    given.set(token.name, [...(given.get(token.name) ?? []), value]);
  }
  const values = Object.entries(table).map(([name, row]) => [name, takeValue(row, given.get(name) ?? [])]);
  return { values: Object.fromEntries(values) as OptionValues<Table>, positionals };
}

/** @throws Mistake where a command that takes options alone was given something else. */
export function refusePositionals([unexpected]: readonly string[]): void {
  if (unexpected !== undefined) {
    throw new OptionMistake(`"${unexpected}" is no option, and nothing else is expected here.`);
  }
}

interface OptionToken {
  readonly kind: "option";
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

/** Node's parser splits the words; what it says of a wrong one is meant for programmers, so we judge for ourselves. */
function tokenize(table: OptionTable, args: readonly string[]) {
  const options = Object.entries(table).map(([name, { argument }]) => [
    name,
    { type: argument === undefined ? ("boolean" as const) : ("string" as const) },
  ]);
  return parseArgs({
    args: [...args],
    options: Object.fromEntries(options),
    strict: false,
    tokens: true,
    allowPositionals: true,
    allowNegative: true,
  }).tokens;
}

function readToken(table: OptionTable, token: OptionToken): string | boolean {
  const row = Object.hasOwn(table, token.name) ? table[token.name] : undefined;
  const isNegated = token.rawName === `--no-${token.name}`;
  if (row === undefined || (isNegated && !row.isNegatable) || !token.rawName.startsWith("--")) {
    const suggestion = suggestOption(table, token.rawName);
    if (suggestion === "") throw new OptionMistake(`there is no option ${token.rawName}.`);
    throw new Mistake(`there is no option ${token.rawName}.${suggestion}`);
  }
  if (row.argument !== undefined) return readArgument(token, row.argument);
  if (token.value !== undefined) throw new Mistake(`${token.rawName} is a switch and takes no value.`);
  return !isNegated;
}

function readArgument({ rawName, value, inlineValue }: OptionToken, argument: string): string {
  // An empty one is what a shell makes of a variable that is not set.
  if (value === undefined || value === "")
    throw new Mistake(`${rawName} needs a value: ${rawName} ${argument}.`);
  if (!inlineValue && value.length > 1 && value.startsWith("-")) {
    throw new Mistake(
      `${rawName} needs a value, and "${value}" looks like an option. If it is the value, write ${rawName}=${value}.`,
    );
  }
  return value;
}

function suggestOption(table: OptionTable, rawName: string): string {
  const known = ["help", ...Object.keys(table)];
  const name = rawName.replace(/^-+/, "");
  const isLetter = !rawName.startsWith("--");
  const [only, second] = known.filter((each) => each.startsWith(name));
  const meant =
    second === undefined && only !== undefined ? only : isLetter ? undefined : nearestName(name, known);
  return meant === undefined ? "" : ` Did you mean --${meant}?`;
}

function takeValue(row: Option, given: readonly (string | boolean)[]) {
  if (row.isRepeatable) return given;
  if (row.argument !== undefined) return given.at(-1) ?? row.default;
  return given.at(-1) ?? (row.isNegatable ? undefined : false);
}

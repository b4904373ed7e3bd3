import type { CommandRow } from "./command.ts";
import { COMMANDS } from "./command-table.ts";

export interface FoundCommand {
  readonly name: string;
  readonly row: CommandRow;
  /** What stands behind the name. */
  readonly rest: readonly string[];
}

/** A command's name is one word, or two where several belong together. */
export function findCommand([first = "", ...rest]: readonly string[]): FoundCommand | undefined {
  for (const [name, behind] of [
    [first, rest],
    [`${first} ${rest[0]}`, rest.slice(1)],
  ] as const) {
    const row = COMMANDS.get(name);
    if (row !== undefined) return { name, row, rest: behind };
  }
  return undefined;
}

/** The commands whose names begin with this word and have another one. */
export function commandsUnder(word: string): ReadonlyMap<string, CommandRow> {
  return new Map([...COMMANDS].filter(([name]) => name.startsWith(`${word} `)));
}

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { CommandRow } from "./command.ts";
import { COMMANDS } from "./command-table.ts";
import { defaultOf, optionSyntax } from "./help.ts";

/** docs/command-line.md holds the tables of options as the program has them; what stands around them is the page's own. */
const PAGE = new URL("../../../../docs/command-line.md", import.meta.url);

const page = readFileSync(PAGE, "utf8");

for (const [name, row] of COMMANDS) {
  test(`the page tells rolecall ${name} as it is`, () => {
    const section = page.split(/^## /m).find((part) => part.startsWith(`rolecall ${name}\n`));
    assert.ok(section, `docs/command-line.md needs a section "## rolecall ${name}"`);
    assert.equal(tablesIn(section), renderTables(row));
    assert.ok(section.includes(`rolecall ${name} ${row.synopsis}`), "the synopsis is missing");
    assert.ok(section.includes(row.exitCodes), "the exit codes are missing");
  });
}

test("the page tells no command that is not there", () => {
  const told = [...page.matchAll(/^## rolecall ([\w -]+)$/gm)].map(([, name]) => name);
  assert.deepEqual(told, [...COMMANDS.keys()]);
});

function tablesIn(section: string): string {
  return section
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .join("\n");
}

/** A bar ends a cell of a table, also within code, unless a backslash is before it. */
const inCell = (text: string) => text.replaceAll("|", String.raw`\|`);

function renderTables({ options, environment }: CommandRow): string {
  const optionRows = Object.entries(options).map(
    ([name, option]) =>
      `| \`${inCell(optionSyntax(name, option))}\` | ${option.meaning}${option.isRepeatable ? "; may be given several times" : ""} | ${defaultOf(option) ?? ""} |`,
  );
  const variableRows = Object.entries(environment).map(([name, meaning]) => `| \`${name}\` | ${meaning} |`);
  return [
    ...(optionRows.length === 0 ? [] : ["| option | meaning | default |", "|---|---|---|", ...optionRows]),
    ...(variableRows.length === 0 ? [] : ["| variable | meaning |", "|---|---|", ...variableRows]),
  ].join("\n");
}

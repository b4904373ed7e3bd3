import assert from "node:assert/strict";
import { type Comparison, compareOutput } from "./compare-output.ts";
import { REFUSED_ON_PURPOSE } from "./exceptions.ts";
import { judgeData } from "./judge-data.ts";
import type { PageShell } from "./page-shell.ts";
import { type PageBlock, readSession } from "./read-blocks.ts";

/** What is done with a block, by its language. What is in no row is a file that a command runs, or has an exception. */
type Treatment = "commands" | "session" | "data" | "shown";

const TREATMENTS: Readonly<Record<string, Treatment>> = {
  sh: "commands",
  bash: "commands",
  console: "session",
  json: "data",
  yaml: "data",
  text: "shown",
};

/** What only looks as if it were shown. */
const COMMAND = /^(?:\$ |(?:aws|npx|npm|rolecall|curl|docker|node|python3?|openssl|eval|export) )/m;

export function treatmentOf({ language }: PageBlock): Treatment | undefined {
  return TREATMENTS[language];
}

export interface Following {
  readonly page: string;
  readonly shell: PageShell;
  /** Ids of the page, and what they are in this run. */
  readonly ids: Map<string, string>;
  /** Done behind each block. */
  readonly behind: () => Promise<void>;
}

/** Does what a block says. @returns the block as it would be written today */
export async function followBlock(following: Following, block: PageBlock): Promise<string> {
  const place = `${following.page}:${block.line}`;
  const { language, name, text } = block;
  const treatment = treatmentOf(block);
  let written = text;
  if (treatment === "shown")
    assert.doesNotMatch(text, COMMAND, `${place}: a command in a block that is not run`);
  if (treatment === "data") judgeBlock(following, block, place);
  if (treatment === undefined)
    assert.ok(name, `${place}: a block of ${language} that is no file, and has no exception`);
  if (name !== undefined && treatment !== "commands" && treatment !== "session")
    following.shell.write(name, replaceIds(following, text));
  if (treatment === "commands") await runCommands(following, place, text);
  if (treatment === "session") written = await runSession(following, place, text);
  await following.behind();
  return written;
}

function judgeBlock({ page }: Following, { language, name, text }: PageBlock, place: string): void {
  const wrong = judgeData(language, text);
  const isMeant = REFUSED_ON_PURPOSE.some(([where, file]) => where === page && file === name);
  if (isMeant) assert.ok(wrong, `${place}: nothing is wrong with it, and it should be refused`);
  else assert.equal(wrong, undefined, place);
}

function replaceIds({ ids }: Following, text: string): string {
  // Longer ones first: a short one may be a piece of another.
  return [...ids]
    .sort(([one], [other]) => other.length - one.length)
    .reduce((replaced, [shown, real]) => replaced.replaceAll(shown, real), text);
}

async function runCommands(following: Following, place: string, text: string): Promise<void> {
  const { code, output } = await following.shell.run(
    `set -o pipefail\n__failed=0\ntrap '__failed=1' ERR\n${replaceIds(following, text)}\nwait\ntrap - ERR\n[ $__failed = 0 ]`,
  );
  assert.equal(code, 0, `${place}: ${output}`);
}

async function runSession(following: Following, place: string, text: string): Promise<string> {
  const shown: string[] = [];
  for (const { command, output } of readSession(text)) {
    const ran = await following.shell.run(replaceIds(following, command));
    const compared = compareOutput(output, ran.output);
    if (process.env.ROLECALL_WRITE_PAGES !== "1")
      assert.ok(compared.isSame, `${place}: ${command}\n--- shown\n${output}\n--- printed\n${ran.output}`);
    learnIds(following, compared);
    const today = compared.isSame ? output : ran.output;
    shown.push(`$ ${command}${today === "" ? "" : `\n${today}`}`);
  }
  return shown.join("\n");
}

function learnIds({ ids }: Following, compared: Comparison): void {
  for (const [shown, real] of compared.ids) if (shown !== real) ids.set(shown, real);
}

import { dirname, resolve } from "node:path";
import { SeedError } from "../seed-error.ts";
import type { SeedPath } from "../seed-path.ts";
import { readSeedText, type SeedFileText } from "../seed-text.ts";
import type { SeedFiles } from "./seed-files.ts";
import type { Variables } from "./substitute-variables.ts";

/** How far files may include one another. */
const MOST_DEEP = 8;

interface Reading {
  readonly files: SeedFiles;
  readonly variables: Variables;
  /** By their whole paths: a file that two others include is read once. */
  readonly read: Map<string, SeedFileText>;
}

/** A file on the way to the one that is read. */
interface Step {
  readonly path: string;
  /** As it was named. */
  readonly name: string;
}

/**
 * A seed's text and those that it includes, each behind those that it includes itself.
 * @param text of the seed's own file, which was read already
 * @throws SeedError with file, line and path, and of a circle all that lead to it
 */
export async function readSources(
  seed: { readonly file: string; readonly text: string },
  reading: Omit<Reading, "read">,
): Promise<readonly SeedFileText[]> {
  const whole = { ...reading, read: new Map<string, SeedFileText>() };
  await readSource(seed.text, [{ path: resolve(seed.file), name: seed.file }], whole);
  return [...whole.read.values()];
}

async function readSource(text: string, way: readonly Step[], reading: Reading): Promise<void> {
  const { path, name } = way.at(-1)!;
  const source = readSeedText(text, name, reading.variables);
  reading.read.set(path, source);
  for (const included of includesOf(source)) await readIncluded(source, included, { way, reading });
}

interface Included {
  readonly name: string;
  readonly at: SeedPath;
}

function includesOf({ value, fail }: SeedFileText): readonly Included[] {
  if (typeof value !== "object" || value === null || !("include" in value)) return [];
  const { include } = value;
  if (typeof include === "string") return [{ name: include, at: ["include"] }];
  if (!Array.isArray(include)) throw fail(["include"], "must be the name of a file, or a list of such names");
  return include.map((name: unknown, index) => {
    if (typeof name !== "string") throw fail(["include", index], "must be the name of a file");
    return { name, at: ["include", index] };
  });
}

async function readIncluded(
  source: SeedFileText,
  { name, at }: Included,
  { way, reading }: { readonly way: readonly Step[]; readonly reading: Reading },
): Promise<void> {
  const from = way.at(-1)!;
  const path = resolve(dirname(from.path), name);
  const step = { path, name: shownBeside(from.name, name) };
  const chain = [...way, step].map((each) => each.name).join(" → ");
  if (way.some((each) => each.path === path))
    throw source.fail(at, `files include one another in a circle: ${chain}`);
  if (way.length > MOST_DEEP)
    throw source.fail(at, `files include one another more than ${MOST_DEEP} deep: ${chain}`);
  if (reading.read.has(path)) return;
  const text = await reading.files.read(path).catch((error: unknown) => {
    throw error instanceof SeedError ? source.fail(at, error.message) : error;
  });
  await readSource(text, [...way, step], reading);
}

/** As somebody in the folder of the start would name it. */
export function shownBeside(file: string, name: string): string {
  const folder = dirname(file);
  const isOwn = folder === "." && !file.startsWith("./");
  if (name.startsWith("/")) return name;
  const shown = name.replace(/^(?:\.\/)+/, "");
  return isOwn ? shown : `${folder}/${shown}`;
}

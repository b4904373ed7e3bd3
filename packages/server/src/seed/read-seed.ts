import { Ajv, type ErrorObject } from "ajv";
import { type Document, isNode, LineCounter, parseDocument } from "yaml";
import type { LocatedSeed } from "./located-seed.ts";
import { SEED_SCHEMA } from "./schema.ts";
import { type Seed, SeedError } from "./seed.ts";
import { formatSeedPath, type SeedPath } from "./seed-path.ts";

/** A seed is read whole into memory; nobody writes one of this size by hand. */
const MAX_SEED_BYTES = 64 * 1024 * 1024;

/** Aliases can make a small file large. */
const MAX_ALIASES = 100;

/**
 * Reads a seed from YAML (of which JSON is a part) and checks its shape.
 * @param file is shown in messages.
 * @throws SeedError with file, line and path of the first thing that is wrong.
 */
export function readSeed(text: string, file: string): LocatedSeed {
  if (text.length > MAX_SEED_BYTES) throw new SeedError(`${file}: a seed has at most 64 MiB.`);
  const lines = new LineCounter();
  const source = parseDocument(text, { lineCounter: lines, uniqueKeys: true, logLevel: "error" });
  const broken = source.errors[0];
  if (broken !== undefined) {
    const { line, col } = lines.linePos(broken.pos[0]);
    throw new SeedError(`${file}:${line}:${col}: ${broken.message.split("\n")[0]}`);
  }
  const fail = (path: SeedPath, message: string) =>
    new SeedError(`${file}:${lineOf(source, lines, path)}: ${formatSeedPath(path)}: ${message}`);
  const value = resolveAliases(source, fail);
  checkShape(value, fail);
  return { seed: value as Seed, fail };
}

/** Fails where an alias has no anchor, or where there are too many. */
function resolveAliases(source: Document, fail: LocatedSeed["fail"]): unknown {
  try {
    return source.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    if (error instanceof ReferenceError) throw fail([], error.message);
    throw error;
  }
}

function checkShape(value: unknown, fail: LocatedSeed["fail"]): void {
  const validate = new Ajv({ allErrors: false, verbose: false }).compile(SEED_SCHEMA);
  if (validate(value)) return;
  const error = validate.errors?.[0];
  if (error === undefined) throw new Error("The seed's schema refused without a reason.");
  throw fail(pathOf(error, value), describe(error));
}

/** The schema's words are English already, but an unknown key is worth its name. They never hold the value itself. */
function describe({ keyword, message, params }: ErrorObject): string {
  if (keyword === "additionalProperties") return `the key "${params.additionalProperty}" is not known here`;
  return message ?? keyword;
}

/** `/accounts/0/users/1` as keys and indexes. */
function pathOf(error: ErrorObject, value: unknown): SeedPath {
  const path: (string | number)[] = [];
  let at = value;
  for (const step of error.instancePath.split("/").slice(1)) {
    const key = step.replaceAll("~1", "/").replaceAll("~0", "~");
    path.push(Array.isArray(at) ? Number(key) : key);
    at = (at as Record<string, unknown>)[key];
  }
  if (error.keyword === "additionalProperties") path.push(String(error.params.additionalProperty));
  return path;
}

/** The line of the deepest part of the path that is in the file. */
function lineOf(source: Document, lines: LineCounter, path: SeedPath): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = source.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

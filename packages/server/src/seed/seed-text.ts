import { dirname } from "node:path";
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  Scalar,
  type YAMLParseError,
} from "yaml";
import type { LocatedSeed } from "./located-seed.ts";
import { SeedError } from "./seed-error.ts";
import { formatSeedPath, type SeedPath } from "./seed-path.ts";
import { substituteVariables, type Variables } from "./sources/substitute-variables.ts";

/** Aliases can make a small file large. */
const MAX_ALIASES = 100;

/** What a seed says, and where each part of it stands. */
export interface SeedText extends Omit<LocatedSeed, "seed"> {
  readonly value: unknown;
}

/** One that stands in files. */
export interface SeedFileText extends SeedText {
  readonly folderOf: (path: SeedPath) => string;
  /** `seed.yaml:4` */
  placeOf(path: SeedPath): string;
}

/**
 * Reads YAML, of which JSON is a part.
 * @param variables that texts in it may name; absent: what looks like one stays as it is.
 * @throws SeedError with file and line where it is none, or where YAML makes something else of a value than was meant.
 */
export function readSeedText(text: string, file: string, variables?: Variables): SeedFileText {
  const lines = new LineCounter();
  const source = parseDocument(text, { lineCounter: lines, uniqueKeys: true, logLevel: "error" });
  const broken = source.errors[0];
  if (broken !== undefined) {
    const { line, col } = lines.linePos(broken.pos[0]);
    throw new SeedError(`${file}:${line}:${col}: ${tellBroken(broken, text)}`);
  }
  if (source.contents === null) {
    throw new SeedError(`${file}:1: (top level): the file is empty; a seed begins with "accounts:".`);
  }
  const lineOf = (path: SeedPath, offset?: number) => findLine(source, lines, { path, offset });
  const fail: SeedText["fail"] = (path, message, offset) =>
    new SeedError(`${file}:${lineOf(path, offset)}: ${formatSeedPath(path)}: ${message}`);
  refuseLostZeros(source, fail);
  refuseCycles(source, fail);
  if (variables !== undefined) substituteVariables(scalarsOf(source.contents, []), variables, fail);
  return {
    value: resolveAliases(source, fail),
    folderOf: () => dirname(file),
    placeOf: (path) => `${file}:${lineOf(path)}`,
    fail,
    describe: (path) => `${formatSeedPath(path)} in line ${lineOf(path)}`,
  };
}

/** The place stands in front already. */
function tellBroken({ message, pos: [at] }: YAMLParseError, text: string): string {
  const told = message.split("\n")[0]!.replace(/ at line \d+, column \d+:?$/, "");
  const isVariable = text.startsWith("${", at - 1) || text.startsWith("${", at);
  return isVariable ? `${told}: put \${NAME} into quotes where it stands within { } or [ ]` : told;
}

/** An account's id that begins with 0 is another number to YAML, and a secret that does is none of our business to repeat. */
function refuseLostZeros(source: Document, fail: SeedText["fail"]): void {
  for (const { path, scalar } of scalarsOf(source.contents, [])) {
    if (typeof scalar.value !== "number" || !/^[-+]?0\d/.test(scalar.source ?? "")) continue;
    throw fail(path, "YAML reads a number here and drops the zero that it begins with: put it in quotes");
  }
}

function* scalarsOf(node: unknown, path: SeedPath): Iterable<{ path: SeedPath; scalar: Scalar }> {
  if (isScalar(node)) yield { path, scalar: node };
  for (const [step, value] of childrenOf(node)) yield* scalarsOf(value, [...path, step]);
}

/** What holds itself has no end. */
function refuseCycles(source: Document, fail: SeedText["fail"]): void {
  const look = (node: unknown, path: SeedPath, around: readonly unknown[]): void => {
    if (isAlias(node) && around.includes(node.resolve(source)))
      throw fail(path, "this is in itself: an alias cannot name what it stands in");
    for (const [step, value] of childrenOf(node)) look(value, [...path, step], [...around, node]);
  };
  look(source.contents, [], []);
}

function childrenOf(node: unknown): readonly (readonly [string | number, unknown])[] {
  if (isSeq(node)) return node.items.map((item, index) => [index, item]);
  if (!isMap(node)) return [];
  return node.items.map(({ key, value }) => [isScalar(key) ? String(key.value) : "?", value]);
}

/** Fails where an alias has no anchor, or where there are too many. */
function resolveAliases(source: Document, fail: SeedText["fail"]): unknown {
  try {
    return source.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    if (error instanceof ReferenceError) throw fail([], error.message);
    throw error;
  }
}

interface Place {
  readonly path: SeedPath;
  /** In the text that stands there. */
  readonly offset: number | undefined;
}

/** The line of the deepest part of the path that is in the file; what has a key is where its key is. */
function findLine(source: Document, lines: LineCounter, { path, offset }: Place): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const found = path.slice(0, length);
    const node = source.getIn(found, true);
    const shown = offset === undefined ? (keyAt(source, found) ?? node) : node;
    if (!isNode(shown) || !shown.range) continue;
    const { line } = lines.linePos(shown.range[0]);
    return offset === undefined ? line : line + linesBefore(node, offset);
  }
  return 1;
}

function keyAt(source: Document, path: SeedPath): unknown {
  const parent = path.length === 0 ? undefined : source.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return undefined;
  return parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))?.key;
}

/** A block of text begins in the line after its `|`; any other text is told by its first line. */
function linesBefore(node: unknown, offset: number): number {
  if (!isScalar(node) || node.type !== Scalar.BLOCK_LITERAL) return 0;
  return String(node.value).slice(0, offset).split("\n").length;
}

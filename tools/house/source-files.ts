import { globSync, readFileSync } from "node:fs";
import { dirname, join, matchesGlob, normalize } from "node:path";

/** One of the project's own TypeScript files. */
export interface SourceFile {
  /** From the top of the repository: `packages/policy/src/index.ts`. */
  readonly path: string;
  readonly text: string;
  /** The modules that it imports or re-exports from, as written. */
  readonly imports: readonly ImportedModule[];
}

export interface ImportedModule {
  readonly specifier: string;
  readonly isTypeOnly: boolean;
  readonly line: number;
}

/** Every TypeScript file of the project, generated ones left out. */
export function readSourceFiles(): readonly SourceFile[] {
  const paths = globSync(SOURCES, {
    exclude: (path) => /node_modules|\/generated|\/dist/.test(String(path)),
  });
  return paths.sort().map((path) => {
    const text = readFileSync(path, "utf8");
    return { path, text, imports: findImports(text) };
  });
}

/** Where they are, of both kinds: with markup in them and without. */
const SOURCES = ["packages/*", "bench", "conformance", "site", "tools"].map(
  (folder) => `${folder}/**/*.{ts,tsx}`,
);

/** Whether a name is one that is read: a page of the console is a source like any other. */
export function isSourceFile(path: string): boolean {
  return SOURCES.some((pattern) => matchesGlob(path, pattern));
}

/**
 * `import … from "x"`, `export … from "x"`, `import "x"` and `import("x")`. The formatter puts every statement at the start of a
 * line, so that a search is enough.
 */
const STATEMENT =
  /^(?:import|export)\s+(type\s)?(?:[\w*${},\s]+?\sfrom\s)?"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)/gm;

export function findImports(text: string): readonly ImportedModule[] {
  return [...text.matchAll(STATEMENT)].map((match) => ({
    specifier: match[2] ?? match[3] ?? "",
    isTypeOnly: match[1] !== undefined,
    line: text.slice(0, match.index).split("\n").length,
  }));
}

/** The path of a file that another names by a relative specifier. */
export function resolveFrom(file: Pick<SourceFile, "path">, specifier: string): string {
  return normalize(join(dirname(file.path), specifier));
}

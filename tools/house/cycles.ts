import { type ImportedModule, resolveFrom, type SourceFile } from "./source-files.ts";

/** What an `exports` of a package.json says of one entry. */
export type PackageExports = Readonly<Record<string, { readonly "@rolecall/source"?: string }>>;

/**
 * Who imports whom, file by file, through packages too. Types count: two files that need each other's types are one thing
 * in two places, and neither is read, moved or tested without the other.
 */
export function buildImportGraph(
  files: readonly SourceFile[],
  exportsOf: (packageName: string) => PackageExports,
): ReadonlyMap<string, readonly string[]> {
  const known = new Set(files.map(({ path }) => path));
  const resolve = (file: SourceFile, { specifier }: ImportedModule): string | undefined => {
    if (specifier.startsWith(".")) return resolveFrom(file, specifier);
    const [, name, entry = ""] = /^@rolecall\/([^/]+)(\/.*)?$/.exec(specifier) ?? [];
    if (name === undefined) return undefined;
    const source = exportsOf(name)[`.${entry}`]?.["@rolecall/source"];
    return source === undefined ? undefined : resolveFrom({ path: `packages/${name}/package.json` }, source);
  };
  return new Map(
    files.map((file) => [
      file.path,
      file.imports.flatMap((imported) => {
        const path = resolve(file, imported);
        return path !== undefined && known.has(path) ? [path] : [];
      }),
    ]),
  );
}

/** The first cycle, by its path; undefined where there is none. */
export function findCycle(graph: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (node: string, trail: readonly string[]): readonly string[] | undefined => {
    const start = trail.indexOf(node);
    if (start >= 0) return [...trail.slice(start), node];
    if (done.has(node)) return undefined;
    for (const next of graph.get(node) ?? []) {
      const cycle = visit(next, [...trail, node]);
      if (cycle !== undefined) return cycle;
    }
    done.add(node);
    return undefined;
  };
  for (const node of graph.keys()) {
    const cycle = visit(node, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}

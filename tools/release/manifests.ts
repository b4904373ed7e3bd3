import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A workspace's package.json, as far as a release looks at it. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly repository?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

export interface ManifestFile {
  /** From the repository's root. */
  readonly path: string;
  readonly manifest: Manifest;
}

/** Every package.json of the repository, the root's first. */
export function readManifests(root: string): readonly ManifestFile[] {
  const paths = [
    "package.json",
    ...globSync("{packages/*,bench,conformance,examples,site}/package.json", { cwd: root }).sort(),
  ];
  return paths.map((path) => ({ path, manifest: JSON.parse(readFileSync(join(root, path), "utf8")) }));
}

/** What is released, in this order. */
export const RELEASED: readonly string[] = ["@rolecall/policy", "@rolecall/sigv4", "rolecall"];

/** Gives all packages one version, and to what they need of one another the same. */
export function writeVersion(root: string, version: string): void {
  const files = readManifests(root);
  const names = new Set(files.map(({ manifest }) => manifest.name));
  for (const { path, manifest } of files) {
    const changed = { ...manifest, version };
    for (const kind of ["dependencies", "devDependencies"] as const) {
      const needed = manifest[kind];
      if (needed === undefined) continue;
      const entries = Object.entries(needed).map(([name, wanted]) => [
        name,
        names.has(name) ? version : wanted,
      ]);
      Object.assign(changed, { [kind]: Object.fromEntries(entries) });
    }
    writeFileSync(join(root, path), `${JSON.stringify(changed, null, 2)}\n`);
  }
}

/** Packages, and needs of one another, that have another version than the root's. */
export function findOtherVersions(files: readonly ManifestFile[]): readonly string[] {
  const version = files[0]?.manifest.version;
  const names = new Set(files.map(({ manifest }) => manifest.name));
  return files.flatMap(({ path, manifest }) => {
    const needed = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    return [
      ...(manifest.version === version ? [] : [`${path} has version ${manifest.version}`]),
      ...needed
        .filter(([name, wanted]) => names.has(name) && wanted !== version)
        .map(([name, wanted]) => `${path} needs ${name} ${wanted}`),
    ];
  });
}

import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { build, type Metafile, type Plugin } from "esbuild";

export interface BundlePlan {
  /** The first file of the program. */
  readonly entry: string;
  /** What is written goes here; what was there before is gone. */
  readonly folder: string;
}

/** What `bin/find-bundle.js` reads. Paths are relative to the manifest, so that the whole may be moved. */
interface Manifest {
  readonly entry: string;
  readonly inputs: readonly (readonly [path: string, bytes: number, modifiedMs: number])[];
}

/**
 * Puts Rolecall's own modules into few files: what is loaded later stays apart, and packages of others stay where they are.
 * @throws Error where the sources cannot be bundled.
 */
export async function writeBundle({ entry, folder }: BundlePlan): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { metafile } = await build({
    entryPoints: [entry],
    outdir: folder,
    bundle: true,
    splitting: true,
    metafile: true,
    format: "esm",
    platform: "node",
    target: `node${process.versions.node}`,
    conditions: ["@rolecall/source"],
    logLevel: "silent",
    plugins: [leaveOthersOutside, keepOwnUrl(folder)],
  });
  writeManifest(folder, describe(entry, folder, metafile));
}

/** A package of others is loaded from where npm put it. */
const leaveOthersOutside: Plugin = {
  name: "leave others outside",
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path }) =>
      path.startsWith("@rolecall/") ? undefined : { path, external: true },
    );
  },
};

/** A module that finds its data beside itself must find it from the bundle too. */
function keepOwnUrl(folder: string): Plugin {
  return {
    name: "keep own URL",
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const place = JSON.stringify(relative(folder, path));
        const contents = readFileSync(path, "utf8");
        return {
          contents: contents.replaceAll("import.meta.url", `new URL(${place}, import.meta.url).href`),
          loader: "ts",
        };
      });
    },
  };
}

function describe(entry: string, folder: string, { inputs }: Metafile): Manifest {
  return {
    entry: basename(entry).replace(/\.ts$/, ".js"),
    inputs: Object.keys(inputs).map((input) => {
      const path = resolve(input);
      const { size, mtimeMs } = statSync(path);
      return [relative(folder, path), size, mtimeMs];
    }),
  };
}

/** Last, and whole or not at all: it says that all the others are there. */
function writeManifest(folder: string, manifest: Manifest): void {
  const unfinished = join(folder, `manifest.${process.pid}`);
  writeFileSync(unfinished, JSON.stringify(manifest));
  renameSync(unfinished, join(folder, "manifest.json"));
}

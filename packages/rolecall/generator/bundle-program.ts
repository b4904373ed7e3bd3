import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Metafile, type Plugin } from "esbuild";
import { placeOfModule } from "./data-files.ts";

/** What npm installs beside the package: native code, a build for each platform. */
const OUTSIDE = ["@node-rs/argon2"];

/** What is asked for and need not be there: pg works without it. */
const ABSENT = ["pg-native"];

const PACKED_REFERENCE = fileURLToPath(new URL("../src/packed-reference.ts", import.meta.url));

/**
 * Packages that were written for `require` ask for Node's modules by it. Under a name of its own: modules of ours import
 * `createRequire` too.
 */
const BANNER =
  'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);';

/** @param entries name of the file that is written, without its ending → source */
interface ProgramBundle {
  readonly entries: Readonly<Record<string, string>>;
  readonly folder: string;
  /** The source that is loaded before all others: what it imports is one file. Where undefined, each file holds what is needed together. */
  readonly first?: string;
}

/**
 * Puts Rolecall and the packages that it needs into few files; what is loaded later stays apart. Everything that is not Node's
 * own or native is in there.
 * @returns what esbuild tells of what went in
 * @throws Error where the sources cannot be bundled, or something was left outside that the package does not depend on
 */
export async function bundleProgram({ entries, folder, first }: ProgramBundle): Promise<Metafile> {
  const { metafile } = await build({
    entryPoints: { ...entries },
    outdir: folder,
    bundle: true,
    splitting: true,
    metafile: true,
    format: "esm",
    platform: "node",
    target: "node24",
    conditions: ["@rolecall/source"],
    external: [...OUTSIDE, ...ABSENT],
    banner: { js: BANNER },
    logLevel: "silent",
    plugins: [readFromPack, placeModules(first)],
  });
  assertWhole(metafile);
  return metafile;
}

/** The reference data of AWS's services are one file in the package: there are more than a thousand. */
const readFromPack: Plugin = {
  name: "read from the pack",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]iam-data[\\/].*readRelativeFile\.js$/ }, () => ({
      contents: `export { readRelativeFile } from ${JSON.stringify(PACKED_REFERENCE)};`,
      resolveDir: dirname(PACKED_REFERENCE),
    }));
  },
};

/**
 * A module that finds its data beside itself finds them in the package.
 * @param first what is loaded later is told to import it. So esbuild sees that all of them need the same, and puts that into one file: each
 * file costs a start a millisecond, of which there were 84
 */
function placeModules(first: string | undefined): Plugin {
  return {
    name: "place modules",
    setup({ onLoad, onResolve, resolve }) {
      const later = new Set<string>();
      onResolve({ filter: /./ }, async ({ path, kind, resolveDir, pluginData }) => {
        if (kind !== "dynamic-import" || first === undefined || pluginData === RESOLVED) return undefined;
        const found = await resolve(path, { kind, resolveDir, pluginData: RESOLVED });
        if (!found.external) later.add(found.path);
        return found;
      });
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const before = later.has(path) ? `import ${JSON.stringify(first)};\n` : "";
        return { contents: before + placed(readFileSync(path, "utf8"), path), loader: "ts" };
      });
    },
  };
}

const RESOLVED = Symbol("resolved");

function placed(text: string, path: string): string {
  if (!text.includes("import.meta.url")) return text;
  const place = JSON.stringify(`../${placeOfModule(path)}`);
  return text.replaceAll("import.meta.url", `new URL(${place}, import.meta.url).href`);
}

function assertWhole({ outputs }: Metafile): void {
  const { isBuiltin } = createRequire(import.meta.url)("node:module");
  const outside = Object.values(outputs)
    .flatMap(({ imports }) => imports.filter(({ external }) => external))
    .map(({ path }) => path)
    .filter((path) => !isBuiltin(path) && !OUTSIDE.includes(path) && !ABSENT.includes(path));
  if (outside.length > 0)
    throw new Error(`The package would need what it does not bring: ${outside.join(", ")}`);
}

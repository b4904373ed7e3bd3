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
}

/**
 * Puts Rolecall and the packages that it needs into few files; what is loaded later stays apart. Everything that is not Node's
 * own or native is in there.
 * @returns what esbuild tells of what went in
 * @throws Error where the sources cannot be bundled, or something was left outside that the package does not depend on
 */
export async function bundleProgram({ entries, folder }: ProgramBundle): Promise<Metafile> {
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
    plugins: [readFromPack, placeModules],
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

/** A module that finds its data beside itself finds them in the package. */
const placeModules: Plugin = {
  name: "place modules",
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, "utf8");
      if (!text.includes("import.meta.url")) return { contents: text, loader: "ts" };
      const place = JSON.stringify(`../${placeOfModule(path)}`);
      return {
        contents: text.replaceAll("import.meta.url", `new URL(${place}, import.meta.url).href`),
        loader: "ts",
      };
    });
  },
};

function assertWhole({ outputs }: Metafile): void {
  const { isBuiltin } = createRequire(import.meta.url)("node:module");
  const outside = Object.values(outputs)
    .flatMap(({ imports }) => imports.filter(({ external }) => external))
    .map(({ path }) => path)
    .filter((path) => !isBuiltin(path) && !OUTSIDE.includes(path) && !ABSENT.includes(path));
  if (outside.length > 0)
    throw new Error(`The package would need what it does not bring: ${outside.join(", ")}`);
}

import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { isUpToDate, keepInputs } from "./built-from.ts";
import { bundleProgram } from "./bundle-program.ts";
import { findBundledPackages } from "./bundled-packages.ts";
import { copyDataFiles, findDataFiles } from "./data-files.ts";
import { keepReachableTypes } from "./keep-reachable-types.ts";
import { renderNotices } from "./render-notices.ts";
import { renderSbom } from "./render-sbom.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const PACKAGE = join(ROOT, "packages/rolecall");
const DIST = join(PACKAGE, "dist");
/** What runs by itself. */
const MAIN = join(ROOT, "packages/server/src/main.ts");
/** What is imported: apart, so that it is one file, whatever commands need. */
const INDEX = join(PACKAGE, "src/index.ts");

/** Packages that others install: each brings licence and notice. */
const PUBLISHED = ["rolecall", "policy", "sigv4"];

/**
 * Writes what `npm pack -w rolecall` packs into `dist`, where anything that it is made from has changed: bundle, data, types, and the
 * licences of others.
 */
export async function generate(): Promise<void> {
  if (existsSync(DIST) && isUpToDate()) return;
  const unfinished = `${DIST}.${process.pid}`;
  const program = await bundleProgram({ entries: { main: MAIN }, folder: join(unfinished, "program") });
  const embedded = await bundleProgram({
    entries: { index: INDEX },
    folder: join(unfinished, "embedded"),
    first: INDEX,
  });
  const inputs = { ...program.inputs, ...embedded.inputs };
  const data = findDataFiles();
  copyDataFiles(data, unfinished);
  writeTypes(join(unfinished, "types"));
  const bundled = findBundledPackages({ inputs });
  const manifest = JSON.parse(readFileSync(join(PACKAGE, "package.json"), "utf8"));
  writeFileSync(join(unfinished, "THIRD-PARTY.md"), renderNotices(bundled));
  writeFileSync(join(unfinished, "sbom.cdx.json"), renderSbom(manifest, bundled));
  for (const name of PUBLISHED)
    for (const file of ["LICENSE", "NOTICE"])
      copyFileSync(join(ROOT, file), join(ROOT, "packages", name, file));
  putInPlace(unfinished);
  keepInputs([
    ...Object.keys(inputs).map((input) => relative(ROOT, resolve(input))),
    ...[...data.single, ...data.packed].map(({ path }) => path),
    ...globSync(["LICENSE", "NOTICE", "packages/rolecall/{src,generator}/**/*.{ts,txt}"], { cwd: ROOT }),
    ...["package-lock.json", "packages/rolecall/package.json", "packages/rolecall/tsconfig.package.json"],
  ]);
}

/** The types of what is imported from the package; they stand alone. */
function writeTypes(folder: string): void {
  const compiler = join(ROOT, "node_modules/typescript/bin/tsc");
  const args = [compiler, "-p", join(PACKAGE, "tsconfig.package.json"), "--outDir", folder];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`The types of rolecall cannot be written:\n${stdout}`);
  keepReachableTypes(folder);
}

/** Two that generate at once make the same of the same: whoever comes second leaves what the first put there. */
function putInPlace(unfinished: string): void {
  rmSync(DIST, { recursive: true, force: true });
  try {
    renameSync(unfinished, DIST);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOTEMPTY" && code !== "EEXIST") throw error;
    rmSync(unfinished, { recursive: true, force: true });
  }
}

import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleProgram } from "./bundle-program.ts";
import { findBundledPackages } from "./bundled-packages.ts";
import { copyDataFiles } from "./data-files.ts";
import { renderNotices } from "./write-notices.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const PACKAGE = join(ROOT, "packages/rolecall");
const DIST = join(PACKAGE, "dist");

/** Packages that others install: each brings licence and notice. */
const PUBLISHED = ["rolecall", "policy", "sigv4"];

/** Writes what `npm pack -w rolecall` packs into `dist`: bundle, data, types, and the licences of others. */
export async function generate(): Promise<void> {
  rmSync(DIST, { recursive: true, force: true });
  const metafile = await bundleProgram({
    entries: { main: join(ROOT, "packages/server/src/main.ts"), ...library() },
    folder: join(DIST, "program"),
  });
  copyDataFiles(DIST);
  writeFileSync(join(DIST, "THIRD-PARTY.md"), renderNotices(findBundledPackages(metafile)));
  for (const name of PUBLISHED)
    for (const file of ["LICENSE", "NOTICE"])
      copyFileSync(join(ROOT, file), join(ROOT, "packages", name, file));
}

function library(): Readonly<Record<string, string>> {
  const index = join(PACKAGE, "src/index.ts");
  if (!existsSync(index)) return {};
  writeTypes();
  return { index };
}

/** The types of what is imported from the package; they stand alone. */
function writeTypes(): void {
  const args = [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", join(PACKAGE, "tsconfig.package.json")];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`The types of rolecall cannot be written:\n${stdout}`);
}

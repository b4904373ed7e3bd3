import { copyFileSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const SOURCES = fileURLToPath(new URL("./browser", import.meta.url));
/** The library is one module, which the browser loads as it is. */
const MINISEARCH = fileURLToPath(import.meta.resolve("minisearch"));

/** Writes what pages load: the scripts, which are JavaScript as they stand, the style and the icon. */
export function writeBrowserFiles(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of globSync("*.{css,svg}", { cwd: SOURCES }))
    copyFileSync(join(SOURCES, name), join(folder, name));
  for (const name of globSync("*.js", { cwd: SOURCES })) {
    const script = readFileSync(join(SOURCES, name), "utf8");
    // A browser finds modules by their files.
    writeFileSync(join(folder, name), script.replace('from "minisearch"', 'from "./minisearch.js"'));
  }
  const library = readFileSync(MINISEARCH, "utf8").replace(/^\/\/# sourceMappingURL=.*$/m, "");
  writeFileSync(join(folder, "minisearch.js"), library);
}

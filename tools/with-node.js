// Runs a script that is TypeScript: `node tools/with-node.js SCRIPT …`. Plain JavaScript, since an older Node reads no other: it
// would answer with a stack, and `node --test` there finds no .ts file and exits with 0.
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { explainOldNode, isNewEnough } from "../packages/server/bin/node-version.js";

if (isNewEnough()) {
  // The script finds its arguments where it would without us.
  process.argv.splice(1, 1);
  const [, script = ""] = process.argv;
  await import(pathToFileURL(resolve(script)).href);
} else {
  console.error(explainOldNode());
  process.exitCode = 1;
}

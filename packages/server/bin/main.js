// The program, started by npm or by rolecall.js. An older Node fails to load run.js, with a stack; this file it can read.
import { explainOldNode, isNewEnough } from "./node-version.js";

if (isNewEnough()) {
  await import("./run.js");
} else {
  console.error(`rolecall: ${explainOldNode()}`);
  process.exitCode = 2;
}

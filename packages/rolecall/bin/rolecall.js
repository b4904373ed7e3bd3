#!/usr/bin/env node
// Plain JavaScript, in words that a Node of years ago understands: it says so where it is too old for the rest.
import { existsSync } from "node:fs";
import { explainOldNode, isNewEnough } from "./node-version.js";

// A clone has what the package is made with, and runs its sources; the package that npm installed has not.
if (existsSync(new URL("../generator/", import.meta.url))) {
  import("../../server/bin/rolecall.js");
} else if (isNewEnough()) {
  import("./run.js");
} else {
  console.error(`rolecall: ${explainOldNode()}`);
  process.exitCode = 2;
}

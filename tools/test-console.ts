/** `npm run test:console`: the pages in a real browser, one file at a time. Arguments are files or options of node's test runner. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { globSync } from "node:fs";

const asked = process.argv.slice(2);
const files = asked.some((each) => each.endsWith(".ts"))
  ? []
  : globSync([
      "packages/console/{src,generator,e2e}/**/*.test.ts",
      "packages/server/src/console/**/*.test.ts",
    ]).sort();
const flags = ["-C", "@rolecall/source", "--test", "--test-concurrency=1", "--test-reporter=spec"];
const tests = spawn(process.execPath, [...flags, ...asked, ...files], { stdio: "inherit" });
const [status] = await once(tests, "close");
process.exit(status ?? 1);

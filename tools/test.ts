/**
 * `npm test`: the house checks, then every test. It ends with a failure where no test ran.
 * Arguments are passed on to node's test runner as files or options.
 */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { globSync } from "node:fs";
import { startTestServer } from "../packages/store/engines/postgres/server.test-support.ts";
import { withCompileCache } from "./compile-cache.ts";
import { CHECKS } from "./house/checks.ts";

/** Black-box tests start servers and clients; they come last, so that a broken unit is seen first. */
const TEST_FILES = [
  "packages/*/{src,oracle,conformance,engines,generator}/**/*.test.ts",
  "tools/**/*.test.ts",
  "bench/src/**/*.test.ts",
  "site/{src,e2e}/**/*.test.ts",
  "packages/console/e2e/**/*.test.ts",
  "conformance/**/*.test.ts",
];

const asked = process.argv.slice(2);
const failed = asked.length > 0 ? [] : CHECKS.filter((check) => !passes(check.name, check.command));
if (failed.length > 0) {
  console.error(`\nFailed: ${failed.map(({ name }) => name).join(", ")}. The tests were not run.`);
  process.exit(1);
}

const files = asked.length > 0 ? asked : TEST_FILES.flatMap((pattern) => globSync(pattern)).sort();
if (files.length === 0) {
  console.error("No test file was found.");
  process.exit(1);
}
// Three files at a time: a machine has two cores at least, and some wait for what has to take its time.
// The longest story takes two minutes here; what hangs is to fail by its name, and not to hold up who waits for all.
const flags = [
  ...["-C", "@rolecall/source", "--test", "--test-concurrency=3", "--test-reporter=spec"],
  "--test-timeout=900000",
];
// One PostgreSQL for all of them, where none is named.
const isNeeded =
  process.env.ROLECALL_TEST_POSTGRES === undefined && files.some((file) => /postgres/.test(file));
const server = isNeeded ? await startTestServer() : undefined;
const tests = spawn(process.execPath, [...flags, ...files], {
  stdio: "inherit",
  env: {
    ...withCompileCache(process.env, files),
    ...(server !== undefined && { ROLECALL_TEST_POSTGRES: server.url }),
  },
});
const [status] = await once(tests, "close");
await server?.stop();
process.exit(status ?? 1);

function passes(name: string, command: readonly [string, ...string[]]): boolean {
  const [program, ...args] = command;
  const startedAt = performance.now();
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: "utf8" });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const isFine = status === 0;
  console.log(`${isFine ? "✔" : "✖"} ${name} (${seconds} s)`);
  if (!isFine) console.error(`${stdout ?? ""}${stderr ?? ""}${error?.message ?? ""}`);
  return isFine;
}

/**
 * `npm test`: the house checks, and every test of the house's own code. `npm run check` (`--all`): those, and then Rolecall as others
 * meet it, by their programs and in a browser; it is what CI runs. They end with a failure where no test ran.
 * Other arguments are files or options of node's test runner.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { startTestServer } from "../packages/store/engines/postgres/server.test-support.ts";
import { withCompileCache } from "./compile-cache.ts";
import { runChecks } from "./house/run-checks.ts";
import { groupFiles } from "./tests/groups.ts";
import { Report } from "./tests/report.ts";
import { runGroups } from "./tests/run-files.ts";
import { ALL_TESTS, listFiles, OWN_TESTS } from "./tests/suites.ts";

/** Processes at a time: a machine has two cores at least, and some wait for what has to take its time. */
const WIDTH = 3;
/** Of the house's own tests, of which many wait, and none starts a browser. */
const OWN_WIDTH = 4;

const asked = process.argv.slice(2);
const isAll = asked.length === 1 && asked[0] === "--all";
process.exit((await (asked.length === 0 || isAll ? runSuites() : runAsked())) ? 0 : 1);

/** The checks go beside the tests: neither keeps two cores busy by itself. */
async function runSuites(): Promise<boolean> {
  const suites = (isAll ? ALL_TESTS : [OWN_TESTS]).map(listFiles);
  const [failedChecks, isFine] = await Promise.all([runChecks(), runFiles(suites)]);
  // Told when it happened too, thousands of lines ago.
  if (failedChecks.length > 0) console.error(`\nFailed: ${failedChecks.join(", ")}.`);
  return isFine && failedChecks.length === 0;
}

function runFiles(suites: readonly (readonly string[])[]): Promise<boolean> {
  return withPostgres(suites.flat(), async (environment) => {
    const report = new Report();
    const onOutcome = report.add.bind(report);
    await runGroups(suites.flatMap(groupFiles), { width: isAll ? WIDTH : OWN_WIDTH, environment, onOutcome });
    return report.end();
  });
}

function runAsked(): Promise<boolean> {
  return withPostgres(asked, async (env) => {
    const flags = [
      ...["-C", "@rolecall/source", "--test", `--test-concurrency=${WIDTH}`, "--test-reporter=spec"],
      "--test-timeout=900000",
    ];
    const tests = spawn(process.execPath, [...flags, ...asked], { stdio: "inherit", env });
    const [status] = await once(tests, "close");
    return status === 0;
  });
}

/** One PostgreSQL for all of them, where one is needed and none is named. */
async function withPostgres(
  files: readonly string[],
  run: (environment: NodeJS.ProcessEnv) => Promise<boolean>,
): Promise<boolean> {
  const environment = withCompileCache(process.env, files);
  if (process.env.ROLECALL_TEST_POSTGRES !== undefined || !files.some((file) => /postgres/.test(file)))
    return run(environment);
  const server = await startTestServer();
  try {
    return await run({ ...environment, ROLECALL_TEST_POSTGRES: server.url });
  } finally {
    await server.stop();
  }
}

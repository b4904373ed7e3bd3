import { isColorful } from "./command/is-colorful.ts";
import { runCommandLine } from "./command/run-command-line.ts";
import { WORKER } from "./workers/worker-name.ts";

if (process.argv[2] === WORKER && process.connected) {
  const { openSurroundings } = await import("./command/process.ts");
  const { runWorker } = await import("./workers/run-worker.ts");
  process.exit(await runWorker(openSurroundings({ stderr: process.stderr, environment: process.env })));
}

process.exitCode = await runCommandLine(process.argv.slice(2), {
  // Opening it takes 8 ms, and most commands never read it.
  get stdin() {
    return process.stdin;
  },
  stdout: process.stdout,
  stderr: process.stderr,
  isColorful: isColorful(process.env, process.stdout.isTTY === true),
  width: process.stdout.columns,
  isWatched: process.stderr.isTTY === true,
  programFile: process.argv[1] ?? "",
  environment: process.env,
});

/** A process that runs test files one after the other, each as it is told to, by node's test runner. */
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { mock, run } from "node:test";
import { spec } from "node:test/reporters";
import type { Counts, Told } from "./messages.ts";

type TestEvents = ReturnType<typeof run>;
type TestEvent = TestEvents extends AsyncIterable<infer Event> ? Event : never;

/** Of a file alone: the sum of all files is told once, at the end. */
const SUMMARY = /^(?:tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) \d/;
/** By which a file that is a process of its own fails. */
const LATE_ERROR = /generated asynchronous activity after the test ended/;

const require = createRequire(import.meta.url);
let isFirst = true;

process.on("message", (file: string) => void runFile(file));
// Whatever a file has left running ends here.
process.on("disconnect", () => process.exit());

async function runFile(file: string): Promise<void> {
  // INVARIANT: nothing but a file's tests keeps this process going: where they wait for what never comes it has nothing left to do.
  process.channel?.unref();
  const counts = await report(run({ files: [file], isolation: "none", setup: () => load(file) }), file);
  mock.timers.reset();
  mock.restoreAll();
  isFirst = false;
  tell({ kind: "end", counts });
  process.channel?.ref();
}

/**
 * Reads a file in one go, so that its tests are this run's. What stands behind an `await` at the top of a file or of what it imports may
 * be taken for a test of the run before, if what it waited for was made there, and would not be run at all: that takes a new process.
 * https://nodejs.org/api/async_hooks.html#triggerid
 */
function load(file: string): void {
  try {
    require(resolve(file));
  } catch (error) {
    if ((error as { readonly code?: string }).code !== "ERR_REQUIRE_ASYNC_MODULE") throw error;
    if (isFirst) return;
    tell({ kind: "not here" });
    process.exit();
  }
}

async function report(events: TestEvents, file: string): Promise<Counts> {
  const reporter = new spec();
  let kind: "report" | "failures" = "report";
  reporter.on("data", (text) => tell({ kind, text: String(text) }));
  let counts: Counts | undefined;
  let failed = 0;
  const running = new Set<string>();
  const endWaiting = () => {
    if (running.size === 0) return;
    tell({
      kind: "failures",
      text: `✖ ${file}: what it waits for never comes: ${[...running].join(", ")}\n`,
    });
    process.exit(1);
  };
  // Node's own waits on. https://nodejs.org/api/process.html#event-beforeexit
  process.prependOnceListener("beforeExit", endWaiting);
  for await (const event of events) {
    if (event.type === "test:dequeue") running.add(event.data.name);
    if (event.type === "test:complete") running.delete(event.data.name);
    if (event.type === "test:summary") {
      counts = event.data.counts;
      kind = "failures";
    }
    if (isDiagnostic(event, LATE_ERROR)) failed++;
    // What stands in for the tests of a file that has none.
    if (event.type === "test:pass" && event.data.name === file) {
      tell({ kind: "failures", text: `✖ ${file}: no test is in it\n` });
      failed++;
    }
    if (!isDiagnostic(event, SUMMARY)) reporter.write(event);
  }
  process.off("beforeExit", endWaiting);
  await new Promise<void>((end) => reporter.on("end", end).end());
  if (counts === undefined) throw new Error("It ended without a sum of its tests.");
  return { ...counts, failed: counts.failed + failed };
}

function isDiagnostic(event: TestEvent, pattern: RegExp): boolean {
  return event.type === "test:diagnostic" && pattern.test(event.data.message);
}

function tell(told: Told): void {
  process.send?.(told);
}

import { type ChildProcess, spawn } from "node:child_process";
import { exited, type Invocation, type Outcome, timedOut } from "./outcome.ts";

export interface NodeHandler {
  /** The Node that runs it. */
  readonly node: string;
  /** `index.handler` */
  readonly handler: string;
  readonly taskRoot: string;
  readonly context: Readonly<Record<string, string>>;
}

/**
 * What runs in the process of the function: it loads the handler, calls it with the event, and sends back what came of it. What it is
 * given comes as a message, so that nothing of it stands in the list of processes.
 */
const RUNTIME = `
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
const answer = (outcome) => process.send(outcome, () => process.exit(0));
const fail = (errorType, errorMessage, trace = []) => answer({ error: { errorType, errorMessage, trace } });
const failWith = (error) => error instanceof Error
  ? fail(error.name, error.message, String(error.stack ?? "").split("\\n"))
  : fail(typeof error, String(error));
process.on("uncaughtException", failWith);
process.on("unhandledRejection", failWith);
process.once("message", async ({ handler, taskRoot, context, event, timeoutMs }) => {
  const ends = performance.now() + timeoutMs;
  const last = basename(handler);
  const [file, ...names] = last.split(".");
  const path = join(taskRoot, handler.slice(0, handler.length - last.length), file);
  const found = ["", ".js", ".mjs", ".cjs", ".ts", ".mts"].map((end) => path + end).find((each) => existsSync(each));
  if (found === undefined) return fail("Runtime.ImportModuleError", "Error: Cannot find module '" + file + "'");
  let loaded;
  try {
    loaded = await import(pathToFileURL(found).href);
  } catch (error) {
    const errorType = error instanceof SyntaxError ? "Runtime.UserCodeSyntaxError" : "Runtime.ImportModuleError";
    return fail(errorType, String(error), String(error?.stack ?? "").split("\\n"));
  }
  const pick = (from) => names.reduce((value, name) => value?.[name], from);
  const call = pick(loaded) ?? pick(loaded.default);
  if (typeof call !== "function")
    return fail("Runtime.HandlerNotFound", handler + " is undefined or not exported");
  const given = { ...context, callbackWaitsForEmptyEventLoop: true, getRemainingTimeInMillis: () => Math.max(0, Math.round(ends - performance.now())) };
  const value = await new Promise((resolve, reject) => {
    const callback = (error, result) => (error ? reject(error) : resolve(result));
    // As on Lambda, what a handler returns counts where it is a promise; one without a callback is done with nothing.
    const returned = call(event, given, callback);
    if (typeof returned?.then === "function") returned.then(resolve, reject);
    else if (call.length < 3) resolve(null);
  });
  let result;
  try {
    result = JSON.stringify(value === undefined ? null : value);
  } catch (error) {
    return fail("Runtime.MarshalError", "Unable to stringify response body");
  }
  answer({ result });
});
`;

/** Calls a Node handler once, in a process of its own. What it writes goes to standard error, as logs. */
export async function runNodeHandler(
  { node, handler, taskRoot, context }: NodeHandler,
  invocation: Invocation,
): Promise<Outcome> {
  const { environment, timeoutSeconds } = invocation;
  const child = spawn(node, ["--input-type=module", "--eval", RUNTIME], {
    cwd: taskRoot,
    env: environment,
    stdio: ["ignore", 2, 2, "ipc"],
  });
  const timeoutMs = timeoutSeconds * 1_000;
  const outcome = outcomeOf(child, invocation);
  child.send({ handler, taskRoot, context, event: JSON.parse(invocation.event), timeoutMs });
  return outcome;
}

function outcomeOf(child: ChildProcess, invocation: Invocation): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      resolve(timedOut(invocation));
      child.kill("SIGKILL");
    }, invocation.timeoutSeconds * 1_000);
    child.once("message", (outcome) => resolve(outcome as Outcome));
    child.once("error", reject);
    child.once("close", (status, signal) => {
      clearTimeout(timer);
      resolve(exited(invocation, status, signal));
    });
  });
}

import { spawn } from "node:child_process";
import { exited, type Invocation, type Outcome, timedOut } from "./outcome.ts";

export interface CommandHandler {
  readonly command: string;
  readonly args: readonly string[];
  readonly taskRoot: string;
}

/** Bytes; what Lambda takes as an answer. */
const RESULT_MAX = 6 * 1024 * 1024;

/**
 * Runs any program once: the event comes on its standard input, what it writes to standard output is the result.
 * @throws Error where it cannot be run
 */
export function runCommandHandler(
  { command, args, taskRoot }: CommandHandler,
  invocation: Invocation,
): Promise<Outcome> {
  const { environment, event, timeoutSeconds } = invocation;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: taskRoot,
      env: environment,
      stdio: ["pipe", "pipe", "inherit"],
    });
    const chunks: Buffer[] = [];
    let size = 0;
    const stop = (outcome: Outcome) => {
      resolve(outcome);
      child.kill("SIGKILL");
    };
    const timer = setTimeout(() => stop(timedOut(invocation)), timeoutSeconds * 1_000);
    child.stdout.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > RESULT_MAX) stop(tooLarge(size));
      else chunks.push(chunk);
    });
    // One that does not read its event is none the worse for it.
    child.stdin.on("error", () => {});
    child.stdin.end(event);
    child.once("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.once("close", (status, signal) => {
      clearTimeout(timer);
      resolve(
        status === 0
          ? { result: Buffer.concat(chunks).toString("utf8") }
          : exited(invocation, status, signal),
      );
    });
  });
}

function tooLarge(bytes: number): Outcome {
  const errorMessage = `Response payload size exceeded maximum allowed payload size (${RESULT_MAX} bytes): ${bytes} and more.`;
  return { error: { errorType: "Function.ResponseSizeTooLarge", errorMessage } };
}

import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What to send where. */
export interface Load {
  readonly port: number;
  readonly connections: number;
  /** Whole requests; they are sent in turn, over and over, until `count` are answered. */
  readonly requests: readonly Uint8Array[];
  readonly count: number;
}

export interface LoadResult {
  readonly durationMs: number;
  readonly latenciesMs: Float64Array;
  /** The first answer that was no success. */
  readonly firstFailure: string | undefined;
}

export interface Generator {
  /** @throws Error with the answer where one was no success. */
  send(load: Load): Promise<LoadResult>;
  close(): void;
}

/** Starts the process that sends. */
export function startGenerator(): Generator {
  const child = fork(fileURLToPath(new URL("./generator-child.ts", import.meta.url)), {
    serialization: "advanced",
    execArgv: ["-C", "@rolecall/source"],
  });
  let settle: ((error: Error | undefined, result?: LoadResult) => void) | undefined;
  child.on("message", (result: LoadResult) => settle?.(undefined, result));
  child.on("exit", (code) => settle?.(new Error(`The load generator ended with ${code}.`)));
  return {
    send: (load) =>
      new Promise((resolve, reject) => {
        settle = (error, result) => {
          if (result === undefined) reject(error);
          else if (result.firstFailure === undefined) resolve(result);
          else reject(new Error(`Not a success: ${result.firstFailure}`));
        };
        child.send(load);
      }),
    close: () => void child.kill(),
  };
}

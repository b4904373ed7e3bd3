import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What to send where. */
export interface Load {
  readonly port: number;
  readonly connections: number;
  /** Whole requests; they are sent in turn, over and over, until `count` are answered. */
  readonly requests: readonly Uint8Array[];
  readonly count: number;
  /** What each answer must have; 200 where absent. */
  readonly status?: number;
}

export interface LoadResult {
  readonly durationMs: number;
  readonly latenciesMs: Float64Array;
  /** The first answer of another status. */
  readonly firstFailure: string | undefined;
}

export interface Generator {
  /** @throws Error with the answer where one had another status. */
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
          else reject(new Error(`Not what was expected: ${result.firstFailure}`));
        };
        child.send(load);
      }),
    close: () => void child.kill(),
  };
}

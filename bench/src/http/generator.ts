import { fork } from "node:child_process";
import { once } from "node:events";
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
  return {
    async send(load) {
      child.send(load);
      const [result] = (await Promise.race([once(child, "message"), failAtExit()])) as [LoadResult];
      if (result.firstFailure !== undefined) throw new Error(`Not a success: ${result.firstFailure}`);
      return result;
    },
    close: () => void child.kill(),
  };

  async function failAtExit(): Promise<never> {
    const [code] = await once(child, "exit");
    throw new Error(`The load generator ended with ${code}.`);
  }
}

import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** Batches of whole requests, made beforehand; each connection sends one when the last is answered. */
export interface FloodLoad {
  readonly port: number;
  readonly connections: number;
  readonly batches: readonly Uint8Array[];
  /** Requests in a batch. */
  readonly depth: number;
}

export type FloodResult = { readonly durationMs: number } | { readonly failure: string };

export interface Flood {
  readonly processId: number;
  /** Resolves with how long it took, in ms. @throws Error with an answer that is no success. */
  send(load: FloodLoad): Promise<number>;
  close(): void;
}

/** Starts the process that sends. */
export function startFlood(): Flood {
  const child = fork(fileURLToPath(new URL("./flood-child.ts", import.meta.url)), {
    serialization: "advanced",
    execArgv: ["-C", "@rolecall/source"],
  });
  return {
    processId: child.pid ?? 0,
    async send(load) {
      child.send(load);
      const [result] = (await once(child, "message")) as [FloodResult];
      if ("failure" in result) throw new Error(`Not what was expected: ${result.failure}`);
      return result.durationMs;
    },
    close: () => void child.kill(),
  };
}

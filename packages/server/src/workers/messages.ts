import type { Configuration } from "../configuration.ts";
import type { Listening } from "../installation/endpoint-files.ts";
import type { Gauges } from "../management/management.ts";
import type { Counts } from "../metrics.ts";

/** What the parent and its workers tell each other. A connection goes with its socket. */

/** The store that workers are to open. */
export interface WorkerStore {
  readonly configuration: Configuration;
  /** Of an installation that is not kept. */
  readonly sharedFile: string | undefined;
}

/** What a worker is to be. */
export interface Assignment {
  readonly configuration: Configuration;
  /** From 0. */
  readonly place: number;
  readonly listening: Listening;
  /** Deleted by whoever outlives the others; absent where data is kept. */
  readonly privateFolder: string | undefined;
}

/** What a worker has counted and measures. */
export interface Told {
  readonly counts: Counts;
  readonly gauges: Gauges;
}

export type ToWorker =
  /** From now on it takes connections, and says that it is not ready. */
  | { readonly kind: "attend"; readonly assignment: Assignment }
  | { readonly kind: "open"; readonly store: WorkerStore }
  | { readonly kind: "connection" }
  /** Each second while it serves, to be answered at once. */
  | { readonly kind: "ping" }
  /** To be answered with Told. */
  | { readonly kind: "tell"; readonly id: number }
  /** To be answered once nothing is answered from the store of before. */
  | { readonly kind: "reopen"; readonly id: number; readonly store: WorkerStore }
  | { readonly kind: "answer"; readonly id: number; readonly answer: Answered }
  /** How many serve now. */
  | { readonly kind: "crew"; readonly serving: number }
  | { readonly kind: "stop" };

export type FromWorker =
  | { readonly kind: "attending" }
  | { readonly kind: "serving" }
  | { readonly kind: "pong" }
  /** Its last words. */
  | { readonly kind: "failed"; readonly why: string }
  /** The connection that was handed last. */
  | { readonly kind: "took" }
  | { readonly kind: "closed"; readonly connections: number }
  | { readonly kind: "counted"; readonly counts: Counts }
  | { readonly kind: "ask"; readonly id: number; readonly what: Question }
  | { readonly kind: "answer"; readonly id: number; readonly answer: Answered };

/** What only the parent can do. */
export type Question = "metrics" | "reset";

export type Answered = { readonly value: unknown } | { readonly error: string };

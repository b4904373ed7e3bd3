import type { Caller } from "@rolecall/access";
import type { OperationContract, ServiceContract } from "@rolecall/contracts";
import type { WholeRequest } from "@rolecall/edge";
import type { Identified, WireError } from "@rolecall/protocols";

export type Outcome =
  | { readonly output: unknown; readonly failure?: never }
  | { readonly output?: never; readonly failure: WireError };

/** How far a request came. */
export interface Known {
  readonly identified?: Identified;
  readonly contract?: ServiceContract;
  readonly operation?: OperationContract;
  readonly caller?: Caller;
  readonly region?: string;
  readonly input?: unknown;
  readonly isReadOnly?: boolean;
}

/** Everything that is recorded of one request. */
export interface Passage extends Known {
  readonly request: WholeRequest;
  readonly now: number;
  readonly durationMs: number;
  readonly outcome: Outcome;
}

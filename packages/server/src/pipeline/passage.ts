import type { Caller, RequestFacts } from "@rolecall/access";
import type { OperationContract, ServiceContract } from "@rolecall/contracts";
import type { Identified, WireError } from "@rolecall/protocols";

export type Outcome =
  | { readonly output: unknown; readonly failure?: never }
  | { readonly output?: never; readonly failure: WireError };

/** Where a request comes from, as far as its way to us tells. */
export type Origin = Omit<RequestFacts, "region">;

/** How far a request came. */
export interface Known {
  readonly identified?: Pick<Identified, "service" | "operation" | "protocol">;
  readonly contract?: ServiceContract;
  readonly operation?: OperationContract;
  readonly caller?: Caller;
  readonly region?: string;
  readonly input?: unknown;
  readonly isReadOnly?: boolean;
}

/** Everything that is recorded of one request. */
export interface Passage extends Known {
  readonly origin: Origin;
  readonly now: number;
  readonly durationMs: number;
  readonly outcome: Outcome;
}

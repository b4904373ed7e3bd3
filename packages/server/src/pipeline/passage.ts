import type { Caller, Denial, RequestFacts } from "@rolecall/access";
import type { OperationContract, ServiceContract } from "@rolecall/contracts";
import type { Identified, WireError } from "@rolecall/protocols";
import type { Denied } from "../denials/denials.ts";

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
  /** Whether a page of the console asked. */
  readonly isFromConsole?: boolean;
  /** How long the primary had not been heard when it was answered; 0 while it was up. */
  readonly staleMs?: number;
  /** Where policies denied it. */
  readonly denied?: Denied | undefined;
  /** What stands behind it. */
  readonly denial?: Denial;
}

/** Everything that is recorded of one request. */
export interface Passage extends Known {
  readonly origin: Origin;
  readonly now: number;
  readonly durationMs: number;
  readonly outcome: Outcome;
}

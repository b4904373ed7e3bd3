import type { ErrorContract } from "@rolecall/contracts";
import type { WireError } from "./request-error.ts";

/** An error with all that a protocol needs to write it down. */
export interface ResolvedError extends WireError {
  readonly httpStatus: number;
  /** What the contract says of it; undefined for errors that no contract has to declare. */
  readonly declared: ErrorContract | undefined;
  readonly xmlNamespace: string | undefined;
  readonly requestId: string;
}

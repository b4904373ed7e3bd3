import type { ApiError } from "../session/api-error.ts";
import type { InputOf, OperationOf, OutputOf, Service } from "../session/call-operation.ts";
import type { AnsweredCall } from "../session/calls.ts";
import type { Identity } from "../session/identity.ts";

/** For whom a tour's texts are. */
export interface Given {
  readonly identity: Identity;
  /** What earlier tasks noted. */
  readonly notes: Readonly<Record<string, string>>;
}

/** What a tour notices by. */
export interface Facts extends Given {
  /** Under `/console`. */
  readonly path: string;
  /** With its `?`, or empty. */
  readonly search: string;
  /** What was called here and answered, the latest last. */
  readonly calls: readonly AnsweredCall[];
  /** A draft that is kept in this tab; undefined where there is none. */
  readonly readDraft: <Value>(id: string) => Value | undefined;
}

/** A call of one operation, typed by its contract. */
export type CallOf<S extends Service, O extends OperationOf<S>> =
  | { readonly input: InputOf<S, O>; readonly output: OutputOf<S, O>; readonly error?: undefined }
  | { readonly input: InputOf<S, O>; readonly output?: undefined; readonly error: ApiError };

/** The latest call of an operation that fits; what the contract says of it is what the server keeps. */
export function findCall<S extends Service, O extends OperationOf<S>>(
  { calls }: Pick<Facts, "calls">,
  asked: readonly [service: S, operation: O],
  fits: (call: CallOf<S, O>) => boolean,
): CallOf<S, O> | undefined {
  const [service, operation] = asked;
  const typed = calls.filter((call) => call.service === service && call.operation === operation);
  return (typed as unknown as readonly CallOf<S, O>[]).findLast(fits);
}

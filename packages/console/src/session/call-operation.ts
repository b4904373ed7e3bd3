import type { OperationsByService } from "@rolecall/contracts";
import { ApiError } from "./api-error.ts";
import { calls } from "./calls.ts";
import type { OnWire } from "./on-wire.ts";
import { request } from "./request.ts";

export type Service = keyof OperationsByService;
export type OperationOf<S extends Service> = keyof OperationsByService[S] & string;

type Typed<S extends Service, O extends OperationOf<S>> = OperationsByService[S][O] extends {
  readonly input: infer Input;
  readonly output: infer Output;
}
  ? { readonly input: OnWire<Input>; readonly output: OnWire<Output> }
  : never;

export type InputOf<S extends Service, O extends OperationOf<S>> = Typed<S, O>["input"];
export type OutputOf<S extends Service, O extends OperationOf<S>> = Typed<S, O>["output"];

/**
 * Calls an operation as the identity that is signed in: authorized, limited and recorded as any other call.
 * Dates go and come as ISO 8601, bytes in base64.
 * @throws ApiError
 */
export async function callOperation<S extends Service, O extends OperationOf<S>>(
  service: S,
  operation: O,
  input: InputOf<S, O>,
  signal?: AbortSignal,
): Promise<OutputOf<S, O>> {
  const path = `/api/${service}/${operation}`;
  try {
    const output = await request<OutputOf<S, O>>(path, { method: "POST", body: input, signal });
    calls.tell({ service, operation, input, output });
    return output;
  } catch (error) {
    if (error instanceof ApiError) calls.tell({ service, operation, input, error });
    throw error;
  }
}

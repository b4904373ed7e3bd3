import { AccessDenied } from "@rolecall/access";
import { CommonError } from "./common-error.ts";
import { ServiceError } from "./service-error.ts";

/** Whether an operation refused: anything else that it throws is a bug, or a store that does not answer. */
export function isRefusal(error: unknown): error is ServiceError | CommonError | AccessDenied {
  return error instanceof ServiceError || error instanceof CommonError || error instanceof AccessDenied;
}

/**
 * Errors of Organizations. Where a text is marked as AWS's it was recorded or is quoted from its guide; the others are AWS-like
 * words, of which clients read the code and the reason.
 */
import type { OrganizationsErrors } from "@rolecall/contracts";
import { defineErrors, type ServiceError } from "@rolecall/operations";
import { CONSTRAINTS, type Constraint } from "./error/constraints.ts";
import { INVALID_INPUTS, type InvalidInput } from "./error/invalid-inputs.ts";
import { PLAIN_ERRORS, type PlainError } from "./error/plain-errors.ts";

/** An error that Organizations' contract declares. */
export const organizationsError = defineErrors<OrganizationsErrors>();

/** One that has a message alone. */
export function refusal(code: PlainError): ServiceError {
  return organizationsError(code, PLAIN_ERRORS[code]);
}

/** ConstraintViolationException with a reason. */
export function constraintViolation(reason: Constraint): ServiceError {
  return organizationsError("ConstraintViolationException", CONSTRAINTS[reason], { Reason: reason });
}

/** InvalidInputException with a reason. */
export function invalidInput(reason: InvalidInput): ServiceError {
  return organizationsError("InvalidInputException", INVALID_INPUTS[reason], { Reason: reason });
}

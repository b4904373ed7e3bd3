/** STS's errors with AWS's wording. Sources: STS API Reference; recorded answers. */

import type { StsErrors } from "@rolecall/contracts";
import { ServiceError } from "@rolecall/operations";

/** An error that STS's contract declares. */
export function stsError(code: keyof StsErrors & string, message: string): ServiceError {
  return new ServiceError(code, message);
}

/** HTTP 400: an input that the contract's constraints let through, but the service does not. */
export function validationError(message: string): ServiceError {
  return new ServiceError("ValidationError", message, 400);
}

export function invalidParameterValue(message: string): ServiceError {
  return new ServiceError("InvalidParameterValue", message, 400);
}

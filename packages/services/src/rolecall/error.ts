/** The errors of Rolecall's own service, one function a message. The words are Rolecall's: AWS has no such operations. */
import type { RolecallErrors } from "@rolecall/contracts";
import { defineErrors, type ServiceError } from "@rolecall/operations";

/** An error that the contract declares. */
export const rolecallError = defineErrors<RolecallErrors>();

/** An input that the constraints of the contract let through, but the service does not. */
export function invalidInput(message: string): ServiceError {
  return rolecallError("ValidationException", message);
}

/** @param what such as `instance i-0123456789abcdef0` */
export function notFound(what: string): ServiceError {
  return rolecallError("ResourceNotFoundException", `There is no ${what} in this account.`);
}

export function quotaExceeded(quota: string, limit: number): ServiceError {
  return rolecallError("LimitExceededException", `Cannot exceed quota for ${quota}: ${limit}`);
}

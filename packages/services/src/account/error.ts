/** The Account service's errors, one function a message. Statuses are the contract's. Those of refusals by context are AWS's words. */
import type { AccountErrors } from "@rolecall/contracts";
import { defineErrors, type ServiceError } from "@rolecall/operations";

/** An error that the contract declares. */
export const accountError = defineErrors<AccountErrors>();

/** An input that the constraints of the contract let through, but the service does not. AWS's words for it are not known. */
export function invalidField(name: string, message: string): ServiceError {
  return accountError("ValidationException", message, {
    reason: "fieldValidationFailed",
    fieldList: [{ name, message }],
  });
}

/** A region that is none of AWS's, or one that no account can turn on or off. AWS's reason; its words are not known. */
export function invalidRegion(message: string): ServiceError {
  return accountError("ValidationException", message, {
    reason: "invalidRegionOptTarget",
    fieldList: undefined,
  });
}

/**
 * What AWS says where who calls may not do it by the rules of organizations: no policy is to blame, so that no resource is named.
 * @param why in AWS's words, for the cases in which AWS tells it
 */
export function notAuthorized(
  { callerArn, operation }: { readonly callerArn: string; readonly operation: string },
  why?: string,
): ServiceError {
  const sentence = `User: ${callerArn} is not authorized to perform: account:${operation}`;
  return accountError("AccessDeniedException", why === undefined ? sentence : `${sentence} (${why})`);
}

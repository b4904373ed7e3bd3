/**
 * Errors of IAM Roles Anywhere. Where a text is marked as AWS's it was seen in an answer; the others are AWS-like words, of which
 * clients read the code.
 */
import type { RolesAnywhereErrors } from "@rolecall/contracts";
import { defineErrors, type ServiceError } from "@rolecall/operations";

/** An error that the contract declares. */
export const rolesAnywhereError = defineErrors<RolesAnywhereErrors>();

/** An input that the constraints of the contract let through, but the service does not. */
export function invalid(message: string): ServiceError {
  return rolesAnywhereError("ValidationException", message);
}

/** @param kind `trust anchor` */
export function notFound(kind: string, id: string): ServiceError {
  return rolesAnywhereError(
    "ResourceNotFoundException",
    `There is no ${kind} ${id} in this account and Region.`,
  );
}

/** The contract declares no error of its own for quotas. */
export function quotaExceeded(quota: string, limit: number): ServiceError {
  return invalid(`Cannot exceed quota for ${quota}: ${limit}`);
}

/** AWS's words, as they were seen, where it may not read a private authority; there are none here. */
export function privateAuthority(): ServiceError {
  return invalid("Error creating TrustAnchor. Given AWS PCA did not allow get request.").withRemedy(
    "Rolecall has no AWS Private CA. Give the authority's certificates as a source of the type CERTIFICATE_BUNDLE.",
  );
}

import type { IamToolboxErrors } from "@rolecall/contracts";
import { defineErrors, type ServiceError } from "@rolecall/operations";

/** An error that IAM Toolbox's contract declares. */
export const iamToolboxError = defineErrors<IamToolboxErrors>();

/**
 * INVARIANT: the same for what never was, what is over, and what is others'. The words are those of the API Reference about the error;
 * those of AWS's answer are nowhere told.
 */
export function detailsNotFound(): ServiceError {
  return iamToolboxError(
    "ResourceNotFoundException",
    "The requested authorization details do not exist in this region or have expired.",
  );
}

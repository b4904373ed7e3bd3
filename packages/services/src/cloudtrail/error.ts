/** CloudTrail's errors, one function a message. What AWS says in them is nowhere told: the words are ours. */
import type { CloudTrailErrors } from "@rolecall/contracts";
import { defineErrors, type ServiceError } from "@rolecall/operations";

const cloudTrailError = defineErrors<CloudTrailErrors>();

export function invalidLookupAttributes(message: string): ServiceError {
  return cloudTrailError("InvalidLookupAttributesException", message);
}

export function invalidTimeRange(message: string): ServiceError {
  return cloudTrailError("InvalidTimeRangeException", message);
}

/** "Invalid token or token that was previously used in a request with different parameters." */
export function invalidNextToken(): ServiceError {
  return cloudTrailError(
    "InvalidNextTokenException",
    "The NextToken is not valid, or belongs to a request with other parameters.",
  );
}

/** Tags of IAM's resources. Source: IAM User Guide, "Tags for AWS Identity and Access Management resources". */
import type { StoredTagRules } from "@rolecall/operations";
import { iamError } from "../error.ts";

const refusals = {
  reservedKey: () => iamError("InvalidInput", "Tag keys beginning with aws: are reserved for system use."),
  tooMany: () => iamError("LimitExceeded", "The number of tags has reached the maximum limit."),
};

/** Users and roles fold the case of their tags' keys, and refuse an empty list. */
export const PRINCIPAL_TAGS: StoredTagRules = {
  ...refusals,
  foldsCase: true,
  duplicateKey: () =>
    iamError("InvalidInput", "Duplicate tag keys found. Please note that Tag keys are case insensitive."),
  // The space at the end is AWS's (recorded).
  nothingToAdd: () => iamError("InvalidInput", "Error occurred while validating input. "),
};

/** Policies, instance profiles and the others tell `Team` from `team`, and take an empty list. */
export const RESOURCE_TAGS: StoredTagRules = {
  ...refusals,
  foldsCase: false,
  duplicateKey: () => iamError("InvalidInput", "Duplicate tag keys found."),
};

/** Identity providers and virtual MFA devices do as well, and refuse an empty list. */
export const PROVIDER_TAGS: StoredTagRules = {
  ...RESOURCE_TAGS,
  nothingToAdd: () => iamError("InvalidInput", "The provided tag map must not be null/empty."),
};

/** Server certificates refuse a key to take away that is not there besides (recorded). */
export const SERVER_CERTIFICATE_TAGS: StoredTagRules = {
  ...PROVIDER_TAGS,
  nothingToRemove: () => iamError("InvalidInput", "The provided tag keys must not be null/empty."),
  absentKey: () =>
    iamError(
      "InvalidInput",
      "Input tag parameters does not meet the acceptance criteria. For example, the provided tag keys/values must be unicode letters, digits, white space, and any of the following symbols: _ . : / = + - @.",
    ),
};

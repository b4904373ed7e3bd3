import type { InvalidInputExceptionReason } from "@rolecall/contracts/organizations";

/**
 * Reasons of InvalidInputException that the contract's constraints cannot find, and what is said. "As AWS's": recorded. The
 * others are AWS-like words.
 */
export const INVALID_INPUTS = {
  // As AWS's.
  INVALID_PATTERN: "You provided a value that does not match the required pattern.",
  UNRECOGNIZED_SERVICE_PRINCIPAL: "You specified an unrecognized service principal.",
  // As a user of CloudFormation reported.
  DUPLICATE_TAG_KEY: "Your request includes duplicate tag keys",
  // As other emulators have it.
  INVALID_ENUM_POLICY_TYPE: "You specified an invalid value.",
  // AWS-like.
  END_DATE_NOT_END_OF_MONTH: "The end date must be the last millisecond of a month.",
  END_DATE_TOO_EARLY: "The end date is too early.",
  IMMUTABLE_POLICY: "You specified a policy that is managed by AWS and can't be modified.",
  INPUT_REQUIRED: "You must include a value for all required parameters.",
  INVALID_EMAIL_ADDRESS_TARGET: "You specified an invalid email address for the invited account owner.",
  INVALID_END_DATE: "You specified an invalid end date.",
  INVALID_NEXT_TOKEN: "You specified an invalid NextToken.",
  INVALID_PARTY_TYPE_TARGET: "You specified a party type that can't be the target of this operation.",
  INVALID_PATTERN_TARGET_ID: "You specified a policy target ID that doesn't match the required pattern.",
  INVALID_PRINCIPAL: "You specified a principal that is not an account, user or role of your organization.",
  INVALID_RESOURCE_POLICY_JSON: "You provided a resource policy that is not valid.",
  INVALID_ROLE_NAME: "You provided a role name that isn't valid. It can't start with AWSServiceRoleFor.",
  INVALID_START_DATE: "You specified an invalid start date.",
  INVALID_SYSTEM_TAGS_PARAMETER: "You specified a tag key that starts with aws:, which is reserved.",
  MAX_LIMIT_EXCEEDED_FILTER: "You specified more filters than allowed.",
  MOVING_ACCOUNT_BETWEEN_DIFFERENT_ROOTS: "You can move an account only between entities in the same root.",
  NON_DETACHABLE_POLICY: "You can't detach this policy.",
  START_DATE_NOT_BEGINNING_OF_DAY: "The start date must be the beginning of a day.",
  START_DATE_NOT_BEGINNING_OF_MONTH: "The start date must be the first day of a month.",
  START_DATE_TOO_EARLY: "The start date is too early.",
  START_DATE_TOO_LATE: "The start date is too late.",
  TARGET_NOT_SUPPORTED: "You can't perform the operation on the specified target.",
  UNSUPPORTED_ACTION_IN_RESOURCE_POLICY: "The resource policy names an action that can't be delegated.",
  UNSUPPORTED_ACTION_IN_RESPONSIBILITY_TRANSFER:
    "You can't perform the operation on a responsibility transfer in this direction.",
  UNSUPPORTED_POLICY_TYPE_IN_RESOURCE_POLICY:
    "The resource policy names a policy type that can't be delegated.",
  UNSUPPORTED_RESOURCE_IN_RESOURCE_POLICY: "The resource policy names a resource that can't be delegated.",
} as const satisfies Partial<Record<InvalidInputExceptionReason, string>>;

export type InvalidInput = keyof typeof INVALID_INPUTS;

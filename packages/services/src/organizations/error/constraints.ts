import type { ConstraintViolationExceptionReason } from "@rolecall/contracts/organizations";

/** Reasons of ConstraintViolationException, and what is said. "As AWS's": recorded. The others are AWS-like words. */
export const CONSTRAINTS = {
  // As AWS's.
  ACCOUNT_NUMBER_LIMIT_EXCEEDED: "You have exceeded the allowed number of AWS accounts.",
  // The reason of this text is AWS's for one of several; which was not recorded.
  ACCOUNT_CANNOT_LEAVE_WITHOUT_PHONE_VERIFICATION:
    "The member account is missing one or more of the prerequisites required to operate as a standalone account. To add what is missing, sign-in to the member account using the AWS Organizations console, then select to leave the organization. You will then be prompted to enter any missing information.",
  CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR:
    "You cannot register management account/yourself as delegated administrator for your organization.",
  CLOSE_ACCOUNT_QUOTA_EXCEEDED: "You have exceeded close account quota for the past 30 days.",
  MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED:
    "You have attached the maximum number of policies to the specified target.",
  MEMBER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED:
    "The member account must be configured with a valid payment method, such as a credit card.",
  MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED:
    "You cannot remove the last policy attached to the specified target. You must have at least one attached at all times.",
  ORGANIZATION_NOT_IN_ALL_FEATURES_MODE:
    "The request failed because the organization does not have all features enabled. Please enable all features in your organization and then retry.",
  POLICY_CONTENT_LIMIT_EXCEEDED: "You have exceeded the maximum policy size.",
  SERVICE_ACCESS_NOT_ENABLED:
    "You must enable service access before you delegate an administrator for this service. Call the AWS API EnableAWSServiceAccess first.",
  // Two blanks, as AWS has them.
  WAIT_PERIOD_ACTIVE: "This operation requires a wait period.  Try again later.",
  // AWS-like.
  ACCOUNT_CANNOT_LEAVE_ORGANIZATION: "You cannot remove a closed account from your organization.",
  ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED:
    "You have exceeded the number of accounts that you can create at once.",
  ACTIVE_RESPONSIBILITY_TRANSFER_PROCESS:
    "You cannot delete the organization while a responsibility transfer is active.",
  ALL_FEATURES_MIGRATION_ORGANIZATION_SIZE_LIMIT_EXCEEDED:
    "Your organization has more accounts than can migrate to all features.",
  CANNOT_CLOSE_MANAGEMENT_ACCOUNT: "You cannot close the management account of an organization.",
  CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR:
    "You cannot register a suspended account as a delegated administrator.",
  CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG:
    "You cannot remove an account that is a delegated administrator from your organization. Deregister it first.",
  CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED:
    "You have exceeded the number of accounts that you can close at once.",
  DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE:
    "A delegated administrator already exists for this service. You can have one only.",
  MASTER_ACCOUNT_NOT_GOVCLOUD_ENABLED: "The management account is not enabled for AWS GovCloud (US).",
  MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED:
    "You have exceeded the number of delegated administrators for this service.",
  MAX_TAG_LIMIT_EXCEEDED: "You have exceeded the number of tags allowed on this resource.",
  OU_DEPTH_LIMIT_EXCEEDED: "You have exceeded the number of levels that organizational units can be nested.",
  OU_NUMBER_LIMIT_EXCEEDED: "You have exceeded the allowed number of organizational units.",
  POLICY_NUMBER_LIMIT_EXCEEDED: "You have exceeded the number of policies of this type in your organization.",
  POLICY_TYPE_ENABLED_FOR_THIS_SERVICE:
    "You cannot disable service access while a policy type of this service is enabled. Disable the policy type first.",
  RESPONSIBILITY_TRANSFER_MAX_INBOUND_QUOTA_VIOLATION:
    "You have exceeded the number of inbound responsibility transfers.",
  RESPONSIBILITY_TRANSFER_MAX_LEVEL_VIOLATION: "You have exceeded the number of levels of transfers.",
  RESPONSIBILITY_TRANSFER_MAX_OUTBOUND_QUOTA_VIOLATION:
    "You have exceeded the number of outbound responsibility transfers.",
  RESPONSIBILITY_TRANSFER_MAX_TRANSFERS_QUOTA_VIOLATION:
    "You have exceeded the number of responsibility transfers.",
  TAG_POLICY_VIOLATION: "The tags do not comply with the tag policy in effect.",
} as const satisfies Partial<Record<ConstraintViolationExceptionReason, string>>;

export type Constraint = keyof typeof CONSTRAINTS;

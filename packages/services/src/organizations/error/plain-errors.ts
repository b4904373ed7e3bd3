import type { OrganizationsErrors } from "@rolecall/contracts";

/** Those that have a message alone, and what it is. "As AWS's": recorded, or quoted from its guide. The others are AWS-like words. */
export const PLAIN_ERRORS = {
  // As AWS's.
  AWSOrganizationsNotInUseException: "Your account is not a member of an organization.",
  AccessDeniedException: "You don't have permissions to access this resource.",
  AccountAlreadyRegisteredException:
    "The provided account is already a delegated administrator for your organization.",
  AccountNotFoundException: "You specified an account that doesn't exist.",
  AccountNotRegisteredException:
    "The provided account is not a registered delegated administrator for your organization.",
  AlreadyInOrganizationException: "The AWS account is already a member of an organization.",
  ConcurrentModificationException:
    "AWS Organizations can't complete your request because it conflicts with another attempt to modify the same entity. Try again later.",
  // AWS's words for an attachment that is there already are those of a policy's name that is taken (recorded twice).
  DuplicatePolicyAttachmentException: "A policy with the specified name and type already exists.",
  EffectivePolicyNotFoundException:
    "The specified policy type is not enabled. Enable that policy type on your organization root and then retry.",
  MalformedPolicyDocumentException:
    "The provided policy document does not meet the requirements of the specified policy type.",
  OrganizationNotEmptyException:
    "To delete an organization you must first remove all member accounts (except the master).",
  PolicyTypeAlreadyEnabledException: "The specified policy type is already enabled.",
  PolicyTypeNotEnabledException: "This operation can be performed only for enabled policy types.",
  ResourcePolicyNotFoundException: "No resource-based policy found.",
  // As other emulators have them.
  DuplicateOrganizationalUnitException: "An OU with the same name already exists.",
  DuplicatePolicyException: "A policy with the same name already exists.",
  OrganizationalUnitNotFoundException: "You specified an organizational unit that doesn't exist.",
  ParentNotFoundException: "You specified parent that doesn't exist.",
  PolicyInUseException:
    "The policy is attached to one or more entities. You must detach it from all roots, OUs, and accounts before performing this operation.",
  PolicyNotFoundException: "You specified a policy that doesn't exist.",
  RootNotFoundException: "You specified a root that doesn't exist.",
  TargetNotFoundException: "You specified a target that doesn't exist.",
  // AWS-like.
  AccountAlreadyClosedException: "You attempted to close an account that is already closed.",
  AccountOwnerNotVerifiedException:
    "You can't invite an existing account to your organization until you verify that you own the email address associated with the management account.",
  ChildNotFoundException: "You specified an account or organizational unit that doesn't exist.",
  ConflictException:
    "The request failed because it conflicts with the current state of the specified resource.",
  CreateAccountStatusNotFoundException: "You specified a create account request that doesn't exist.",
  DestinationParentNotFoundException: "You specified a destination parent that doesn't exist.",
  DuplicateAccountException: "The account is already present in the specified destination.",
  DuplicateHandshakeException: "A handshake with the same action and target already exists.",
  HandshakeAlreadyInStateException: "The specified handshake is already in the requested state.",
  HandshakeNotFoundException: "You specified a handshake that doesn't exist.",
  InvalidHandshakeTransitionException:
    "You can't perform the operation on the handshake in its current state.",
  InvalidResponsibilityTransferTransitionException:
    "You can't perform the operation on the responsibility transfer in its current status.",
  MasterCannotLeaveOrganizationException:
    "You can't remove a management account from an organization. If you want the management account to become a member account in another organization, you must first delete the current organization of the management account.",
  OrganizationalUnitNotEmptyException:
    "The specified organizational unit is not empty. Move all accounts to another root or to other organizational units, remove all child organizational units, and try the operation again.",
  PolicyNotAttachedException: "The policy isn't attached to the specified target in the specified root.",
  PolicyTypeNotAvailableForOrganizationException:
    "You can't use the specified policy type with the feature set currently enabled for this organization.",
  ResponsibilityTransferAlreadyInStatusException:
    "The responsibility transfer is already in the status that you specified.",
  ResponsibilityTransferNotFoundException: "You specified a responsibility transfer that doesn't exist.",
  SourceParentNotFoundException: "You specified a source parent that doesn't exist.",
} as const satisfies Partial<Record<keyof OrganizationsErrors, string>>;

export type PlainError = keyof typeof PLAIN_ERRORS;

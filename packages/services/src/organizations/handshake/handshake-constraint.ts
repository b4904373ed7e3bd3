import type { HandshakeConstraintViolationExceptionReason } from "@rolecall/contracts/organizations";
import type { ServiceError } from "@rolecall/operations";
import { CONSTRAINTS } from "../error/constraints.ts";
import { organizationsError } from "../error.ts";

/** Reasons of HandshakeConstraintViolationException, and what is said. "As AWS's": recorded. The others are AWS-like words. */
const HANDSHAKE_CONSTRAINTS = {
  // As AWS's.
  ACCOUNT_NUMBER_LIMIT_EXCEEDED: CONSTRAINTS.ACCOUNT_NUMBER_LIMIT_EXCEEDED,
  ORGANIZATION_ALREADY_HAS_ALL_FEATURES: "All features are already enabled on this organization.",
  // AWS-like.
  ALREADY_IN_AN_ORGANIZATION: "The invited account is already a member of an organization.",
  HANDSHAKE_RATE_LIMIT_EXCEEDED: "You have exceeded the number of handshakes that you can send in one day.",
  INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES:
    "You can't invite accounts while your organization is enabling all features.",
  ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION:
    "Your organization is already enabling all features.",
  RESPONSIBILITY_TRANSFER_ALREADY_EXISTS: "You already have a responsibility transfer with this account.",
  SOURCE_AND_TARGET_CANNOT_MATCH: "The source and the target of a responsibility transfer can't be the same.",
} as const satisfies Partial<Record<HandshakeConstraintViolationExceptionReason, string>>;

export type HandshakeConstraint = keyof typeof HANDSHAKE_CONSTRAINTS;

export function handshakeConstraint(reason: HandshakeConstraint): ServiceError {
  return organizationsError("HandshakeConstraintViolationException", HANDSHAKE_CONSTRAINTS[reason], {
    Reason: reason,
  });
}

/** IAM's errors with AWS's wording, one function per message. Statuses are the contract's. */

import type { IamErrors } from "@rolecall/contracts";
import { type CommonError, commonError, defineErrors, type ServiceError } from "@rolecall/operations";

/** An error that IAM's contract declares. */
export const iamError = defineErrors<IamErrors>();

/** An input that the constraints of the contract let through, but the service does not. */
export function validationError(message: string): CommonError {
  return commonError("validationError", message);
}

/** What names an entity in messages, by kind. */
const ENTITY_PHRASES = {
  user: { missing: "The user with name", taken: "User with name" },
  group: { missing: "The group with name", taken: "Group with name" },
  role: { missing: "The role with name", taken: "Role with name" },
  "instance-profile": { missing: "Instance Profile", taken: "Instance Profile" },
  "server-certificate": {
    missing: "The Server Certificate with name",
    taken: "The Server Certificate with name",
  },
} as const;

export type MessageKind = keyof typeof ENTITY_PHRASES;

/** "The user with name Bob cannot be found." */
export function noSuchEntity(kind: MessageKind, name: string): ServiceError {
  return iamError("NoSuchEntity", `${ENTITY_PHRASES[kind].missing} ${name} cannot be found.`);
}

/** What no two of an account may share the name of. */
export type NamedKind = MessageKind | "policy";

/** "User with name Bob already exists." */
export function entityAlreadyExists(kind: NamedKind, name: string): ServiceError {
  const message =
    kind === "policy"
      ? `A policy called ${name} already exists. Duplicate names are not allowed.`
      : `${ENTITY_PHRASES[kind].taken} ${name} already exists.`;
  return iamError("EntityAlreadyExists", message);
}

/** "The user policy with name Photos cannot be found." */
export function noSuchInlinePolicy(owner: "user" | "group" | "role", name: string): ServiceError {
  return iamError("NoSuchEntity", `The ${owner} policy with name ${name} cannot be found.`);
}

export function noSuchPolicy(arn: string): ServiceError {
  return iamError("NoSuchEntity", `Policy ${arn} was not found.`);
}

export function policyNotAttachable(arn: string): ServiceError {
  return iamError("NoSuchEntity", `Policy ${arn} does not exist or is not attachable.`);
}

export function noSuchPolicyVersion(arn: string, versionId: string): ServiceError {
  return iamError("NoSuchEntity", `Policy ${arn} version ${versionId} does not exist or is not attachable.`);
}

/** IAM calls a boundary a scope here. */
export function noSuchBoundary(arn: string): ServiceError {
  return iamError("NoSuchEntity", `Scope ARN: ${arn} does not exist or is not attachable.`);
}

/** AWS's code (recorded); its words are not known. */
export function noBoundarySet(owner: "user" | "role", name: string): ServiceError {
  return iamError("NoSuchEntity", `The permissions boundary of ${owner} ${name} cannot be found.`);
}

export function invalidArn(text: string): ServiceError {
  return iamError("InvalidInput", `ARN ${text} is not valid.`);
}

export function malformedPolicyDocument(message: string): ServiceError {
  return iamError("MalformedPolicyDocument", message);
}

/** Roles of AWS's services, which only those services change. */
export function protectedRole(name: string): ServiceError {
  return iamError(
    "UnmodifiableEntity",
    `Cannot perform the operation on the protected role '${name}' - this role is only modifiable by AWS`,
  );
}

export function noSuchAccessKey(id: string): ServiceError {
  return iamError("NoSuchEntity", `The Access Key with id ${id} cannot be found.`);
}

/**
 * The same for GetLoginProfile and DeleteLoginProfile, as AWS was seen to answer since about 2019. Older recordings of both say
 * "Cannot find Login Profile for User Bob".
 */
export function noSuchLoginProfile(userName: string): ServiceError {
  return iamError("NoSuchEntity", `Login Profile for User ${userName} cannot be found.`);
}

export function loginProfileAlreadyExists(userName: string): ServiceError {
  return iamError("EntityAlreadyExists", `Login Profile for user ${userName} already exists.`);
}

/** Another request changed the login profile while this one was at its password. */
export function loginProfileBusy(userName: string): ServiceError {
  return iamError(
    "EntityTemporarilyUnmodifiable",
    `Login Profile for User ${userName} cannot be modified while another request modifies it.`,
  );
}

/** The code is AWS's for what cannot be changed now; which answer it gives to guesses is not published. */
export function oldPasswordLocked(userName: string): ServiceError {
  return iamError(
    "EntityTemporarilyUnmodifiable",
    `Login Profile for User ${userName} cannot be modified for a while: too many old passwords were incorrect.`,
  );
}

export function passwordPolicyViolation(message: string): ServiceError {
  return iamError("PasswordPolicyViolation", message);
}

/** "Cannot exceed quota for UsersPerAccount: 5000" */
export function limitExceeded(quota: string, limit: number): ServiceError {
  return iamError("LimitExceeded", `Cannot exceed quota for ${quota}: ${limit}`);
}

/** `obstacle` is what stands in the way: "must delete access keys first". */
export function deleteConflict(obstacle: DeleteObstacle): ServiceError {
  return iamError("DeleteConflict", `Cannot delete entity, ${obstacle} first.`);
}

export type DeleteObstacle =
  | "must detach all policies"
  | "must delete policies"
  | "must delete access keys"
  | "must delete certificates"
  | "must remove referenced objects"
  | "must remove tokens from principal"
  | "must delete login profile"
  | "must remove users from group"
  | "must remove roles from instance profile";

/** Omitting UserName means the caller's own user, which a role session has not. */
export function userNameNeeded(): CommonError {
  return validationError("Must specify userName when calling with non-User credentials");
}

export { authenticate, type Verifying } from "./authenticate/authenticate.ts";
export { AuthenticationError } from "./authenticate/authentication-error.ts";
export { findOwner, ownedCaller } from "./authenticate/session-owner.ts";
export { refuseForbiddenSession } from "./authenticate/session-restrictions.ts";
export { AccessDenied, type Denial } from "./authorize/access-denied.ts";
export { type Asking, authorize } from "./authorize/authorize.ts";
export type { RequestFacts } from "./authorize/request-facts.ts";
export { NO_PERMISSION, type Requirement, type ResourcePolicyRequirement } from "./authorize/requirement.ts";
export {
  ANONYMOUS,
  type AnonymousCaller,
  type Caller,
  type FederatedCaller,
  type FederatedUserCaller,
  type IdentifiedCaller,
  isIdentified,
  type RoleSessionCaller,
  type RootCaller,
  type UnsignedCaller,
  type UserCaller,
} from "./caller/caller.ts";
export {
  federatedCaller,
  rootCaller,
  SERVICE_LINKED_PATH,
  sessionCaller,
  userCaller,
} from "./caller/caller-of.ts";
export { createDirectory, type Directory } from "./directory/directory.ts";
export type { DirectoryRole, DirectoryUser } from "./directory/directory-entry.ts";
export type { ManagedPolicy, ManagedPolicyCatalog } from "./directory/managed-policy-catalog.ts";

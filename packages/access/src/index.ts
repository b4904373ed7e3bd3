export type { ManagedPolicy, ManagedPolicyCatalog } from "@rolecall/managed-policies";
export { refuseClosedAccount } from "./authenticate/account-state.ts";
export { authenticate, type Verifying } from "./authenticate/authenticate.ts";
export { AuthenticationError } from "./authenticate/authentication-error.ts";
export { sessionsRevokedAt } from "./authenticate/revoked-sessions.ts";
export { findOwner, isPrincipal, ownedCaller, refuseEndedKey } from "./authenticate/session-owner.ts";
export { refuseForbiddenSession } from "./authenticate/session-restrictions.ts";
export {
  confirmShownCaller,
  type ShownCaller,
  type ShownRequest,
  verifyShownRequest,
} from "./authenticate/shown-request.ts";
export { type ProvenCertificate, verifyByCertificate } from "./authenticate/verify-by-certificate.ts";
export { AccessDenied, type Denial, denialMessage } from "./authorize/access-denied.ts";
export type { AskedPermission } from "./authorize/asked-permission.ts";
export {
  type Asking,
  authorize,
  type Examined,
  examine,
  foresee,
  foreseeOfEach,
  permitted,
  refusals,
} from "./authorize/authorize.ts";
export type { ConditionFacts } from "./authorize/condition-context.ts";
export { type ConsultedPolicy, nodesOver } from "./authorize/consulted-policies.ts";
export { type ConsultedSet, consultedSets } from "./authorize/consulted-sets.ts";
export type { Places } from "./authorize/guardrail-layers.ts";
export { SPELLED_KEYS } from "./authorize/key-spelling.ts";
export { type ListedContext, listContext } from "./authorize/list-context.ts";
export type { RequestFacts } from "./authorize/request-facts.ts";
export { NO_PERMISSION, type Requirement, type ResourcePolicyRequirement } from "./authorize/requirement.ts";
export { rootTaskPolicies } from "./authorize/root-task-policies.ts";
export { isWithinReach, reachOfService } from "./authorize/service-reach.ts";
export { sessionPolicySet } from "./authorize/session-policy.ts";
export { DependentCache } from "./cache/dependent-cache.ts";
export { documentOf, parseSaved } from "./cache/policy-library.ts";
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
  type ServiceCaller,
  type ServiceSessionCaller,
  type ServiceSource,
  serviceOf,
  type UnsignedCaller,
  type UserCaller,
} from "./caller/caller.ts";
export {
  federatedCaller,
  rootCaller,
  SERVICE_LINKED_PATH,
  serviceCaller,
  sessionCaller,
  userCaller,
} from "./caller/caller-of.ts";
export { createDirectory, type Directory } from "./directory/directory.ts";
export type {
  DirectoryRole,
  DirectoryUser,
  PolicySource,
  PrincipalPolicies,
} from "./directory/directory-entry.ts";
export { createPolicyReader, type PolicyReader } from "./directory/policy-reader.ts";
export type { AccountPlace, DirectoryAccount, GuardrailNode } from "./guardrails/account-place.ts";
export {
  type AwsGuardrail,
  awsGuardrail,
  type GuardrailLayer,
  guardrailArn,
  TYPE_OF_LAYER,
} from "./guardrails/guardrail-policies.ts";
export { isUnrestricted } from "./guardrails/unrestricted-actions.ts";
export { dataKeyState, firstDataKey, isOpenedBy } from "./keys/data-key.ts";
export { InstallationKeys } from "./keys/installation-keys.ts";
export type { MasterKeys } from "./keys/master-keys.ts";
export { countTry, forgiveTries, type SignInTry, takeTryBack } from "./lock-out/count-try.ts";
export { KNOWN_DEVICE_SECONDS, openKnownDevice, sealKnownDevice } from "./lock-out/known-device.ts";
export { type SignInLock, signInLockOf, unlockSignIn } from "./lock-out/sign-in-lock.ts";
export { addressBlock, type TriedIdentity, unknownIdentity } from "./lock-out/tried-id.ts";
export { tryOwnPassword } from "./lock-out/try-own-password.ts";
export { countPairLook, presentCodeUse } from "./second-factor/code-use.ts";
export type { SecondFactor } from "./second-factor/second-factor.ts";
export { hasMfaDevice, type MfaCode, type MfaVerdict, spendMfaCode } from "./second-factor/spend-mfa-code.ts";
export { publishedProviders } from "./sign-in-provider/published-providers.ts";

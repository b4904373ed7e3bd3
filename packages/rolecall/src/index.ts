export type { AuditEvent, AuditIdentity } from "./audit-event.ts";
export type { Denial, DenialExplanation, ExplainedChange, ExplainedSet } from "./denial.ts";
export type {
  Advance,
  Rolecall,
  RolecallClock,
  RolecallCredentials,
  RolecallEnvironment,
  RolecallOptions,
} from "./rolecall.ts";
export { RolecallError, type RolecallErrorCode } from "./rolecall-error.ts";
export type {
  Seed,
  SeedAccessKey,
  SeedAccount,
  SeedDocument,
  SeedGroup,
  SeedInstance,
  SeedInstanceProfile,
  SeedMfaDevice,
  SeedOidcProvider,
  SeedOrganization,
  SeedOrganizationalUnit,
  SeedPolicy,
  SeedRole,
  SeedSamlProvider,
  SeedService,
  SeedTags,
  SeedUser,
} from "./seed.ts";
export { startRolecall } from "./start-rolecall.ts";

/** The generated types of all services in one table. */
import type { Errors as AccountErrors, Operations as AccountOperations } from "../generated/account.ts";
import type {
  Errors as CloudTrailErrors,
  Operations as CloudTrailOperations,
} from "../generated/cloudtrail.ts";
import type { Errors as IamErrors, Operations as IamOperations } from "../generated/iam.ts";
import type {
  Errors as IamToolboxErrors,
  Operations as IamToolboxOperations,
} from "../generated/iam-toolbox.ts";
import type {
  Errors as IdentityStoreErrors,
  Operations as IdentityStoreOperations,
} from "../generated/identitystore.ts";
import type {
  Errors as OrganizationsErrors,
  Operations as OrganizationsOperations,
} from "../generated/organizations.ts";
import type { Errors as RolecallErrors, Operations as RolecallOperations } from "../generated/rolecall.ts";
import type {
  Errors as RolesAnywhereErrors,
  Operations as RolesAnywhereOperations,
} from "../generated/rolesanywhere.ts";
import type { Errors as SsoErrors, Operations as SsoOperations } from "../generated/sso.ts";
import type { Errors as SsoAdminErrors, Operations as SsoAdminOperations } from "../generated/sso-admin.ts";
import type { Errors as SsoOidcErrors, Operations as SsoOidcOperations } from "../generated/sso-oidc.ts";
import type { Errors as StsErrors, Operations as StsOperations } from "../generated/sts.ts";

export type {
  AccountErrors,
  AccountOperations,
  CloudTrailErrors,
  CloudTrailOperations,
  IamErrors,
  IamOperations,
  IamToolboxErrors,
  IamToolboxOperations,
  IdentityStoreErrors,
  IdentityStoreOperations,
  OrganizationsErrors,
  OrganizationsOperations,
  RolecallErrors,
  RolecallOperations,
  RolesAnywhereErrors,
  RolesAnywhereOperations,
  SsoAdminErrors,
  SsoAdminOperations,
  SsoErrors,
  SsoOidcErrors,
  SsoOidcOperations,
  SsoOperations,
  StsErrors,
  StsOperations,
};

/** `OperationsByService["iam"]["CreateUser"]` is `{ input, output, errors }`. */
export interface OperationsByService {
  readonly iam: IamOperations;
  readonly sts: StsOperations;
  readonly organizations: OrganizationsOperations;
  readonly account: AccountOperations;
  readonly "sso-admin": SsoAdminOperations;
  readonly identitystore: IdentityStoreOperations;
  readonly sso: SsoOperations;
  readonly "sso-oidc": SsoOidcOperations;
  readonly "iam-toolbox": IamToolboxOperations;
  readonly rolecall: RolecallOperations;
  readonly rolesanywhere: RolesAnywhereOperations;
  readonly cloudtrail: CloudTrailOperations;
}

/** What an error carries beside its message, by code. */
export interface ErrorsByService {
  readonly iam: IamErrors;
  readonly sts: StsErrors;
  readonly organizations: OrganizationsErrors;
  readonly account: AccountErrors;
  readonly "sso-admin": SsoAdminErrors;
  readonly identitystore: IdentityStoreErrors;
  readonly sso: SsoErrors;
  readonly "sso-oidc": SsoOidcErrors;
  readonly "iam-toolbox": IamToolboxErrors;
  readonly rolecall: RolecallErrors;
  readonly rolesanywhere: RolesAnywhereErrors;
  readonly cloudtrail: CloudTrailErrors;
}

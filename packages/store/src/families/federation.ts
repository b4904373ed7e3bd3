import type {
  CertificateSubjectReader,
  CertificateSubjectRecord,
  CertificateSubjectWriter,
} from "../records/certificate-subject.ts";
import type {
  DelegationRequestReader,
  DelegationRequestRecord,
  DelegationRequestWriter,
} from "../records/delegation-request.ts";
import type {
  OidcProviderReader,
  OidcProviderRecord,
  OidcProviderWriter,
  SamlProviderReader,
  SamlProviderRecord,
  SamlProviderWriter,
} from "../records/identity-provider.ts";
import type { InstanceReader, InstanceRecord, InstanceWriter } from "../records/instance.ts";
import type { IssuerKeyReader, IssuerKeyRecord, IssuerKeyWriter } from "../records/issuer-key.ts";
import type { RegisteredServiceFamily } from "../records/registered-service.ts";
import type {
  RevocationListReader,
  RevocationListRecord,
  RevocationListWriter,
} from "../records/revocation-list.ts";
import type {
  RolesAnywhereProfileReader,
  RolesAnywhereProfileRecord,
  RolesAnywhereProfileWriter,
} from "../records/roles-anywhere-profile.ts";
import type { TaskFamily } from "../records/task.ts";
import type { TrustAnchorReader, TrustAnchorRecord, TrustAnchorWriter } from "../records/trust-anchor.ts";
import type { Family } from "./family.ts";

/** Whom accounts trust besides their own principals, and whom their roles are handed to. */
export interface FederationFamilies {
  readonly oidcProviders: Family<"oidcProvider", OidcProviderRecord, OidcProviderReader, OidcProviderWriter>;
  readonly samlProviders: Family<"samlProvider", SamlProviderRecord, SamlProviderReader, SamlProviderWriter>;
  readonly trustAnchors: Family<"trustAnchor", TrustAnchorRecord, TrustAnchorReader, TrustAnchorWriter>;
  readonly rolesAnywhereProfiles: Family<
    "rolesAnywhereProfile",
    RolesAnywhereProfileRecord,
    RolesAnywhereProfileReader,
    RolesAnywhereProfileWriter
  >;
  readonly revocationLists: Family<never, RevocationListRecord, RevocationListReader, RevocationListWriter>;
  readonly certificateSubjects: Family<
    never,
    CertificateSubjectRecord,
    CertificateSubjectReader,
    CertificateSubjectWriter
  >;
  readonly registeredServices: RegisteredServiceFamily;
  readonly issuerKeys: Family<never, IssuerKeyRecord, IssuerKeyReader, IssuerKeyWriter>;
  readonly delegationRequests: Family<
    never,
    DelegationRequestRecord,
    DelegationRequestReader,
    DelegationRequestWriter
  >;
  readonly instances: Family<"instance", InstanceRecord, InstanceReader, InstanceWriter>;
  readonly tasks: TaskFamily;
}

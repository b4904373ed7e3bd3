/** The families of records, by the name under which a transaction has them. What is true of every family is derived from here. */
import type { AccessKeyReader, AccessKeyRecord, AccessKeyWriter } from "./records/access-key.ts";
import type { AccessTraceReader, AccessTraceRecord, AccessTraceWriter } from "./records/access-trace.ts";
import type { AccountReader, AccountRecord, AccountWriter } from "./records/account.ts";
import type {
  AccountCreationReader,
  AccountCreationRecord,
  AccountCreationWriter,
} from "./records/account-creation.ts";
import type {
  AccountDetailsReader,
  AccountDetailsRecord,
  AccountDetailsWriter,
} from "./records/account-details.ts";
import type {
  AccountSettingsReader,
  AccountSettingsRecord,
  AccountSettingsWriter,
} from "./records/account-settings.ts";
import type { AttachmentReader, AttachmentRecord, AttachmentWriter } from "./records/attachment.ts";
import type {
  CertificateSubjectReader,
  CertificateSubjectRecord,
  CertificateSubjectWriter,
} from "./records/certificate-subject.ts";
import type { DataKeyReader, DataKeyRecord, DataKeyWriter } from "./records/data-key.ts";
import type {
  DelegatedAdministratorReader,
  DelegatedAdministratorRecord,
  DelegatedAdministratorWriter,
} from "./records/delegated-administrator.ts";
import type {
  DelegationRequestReader,
  DelegationRequestRecord,
  DelegationRequestWriter,
} from "./records/delegation-request.ts";
import type { DenialReader, DenialRecord, DenialWriter } from "./records/denial.ts";
import type { DeniedPolicyReader, DeniedPolicyRecord, DeniedPolicyWriter } from "./records/denied-policy.ts";
import type {
  ExternalAccountReader,
  ExternalAccountRecord,
  ExternalAccountWriter,
} from "./records/external-account.ts";
import type { GroupReader, GroupRecord, GroupWriter } from "./records/group.ts";
import type { HandshakeReader, HandshakeRecord, HandshakeWriter } from "./records/handshake.ts";
import type {
  OidcProviderReader,
  OidcProviderRecord,
  OidcProviderWriter,
  SamlProviderReader,
  SamlProviderRecord,
  SamlProviderWriter,
} from "./records/identity-provider.ts";
import type { InlinePolicyReader, InlinePolicyRecord, InlinePolicyWriter } from "./records/inline-policy.ts";
import type { InstallationReader, InstallationRecord, InstallationWriter } from "./records/installation.ts";
import type { InstanceReader, InstanceRecord, InstanceWriter } from "./records/instance.ts";
import type {
  InstanceProfileReader,
  InstanceProfileRecord,
  InstanceProfileWriter,
} from "./records/instance-profile.ts";
import type { IssuerKeyReader, IssuerKeyRecord, IssuerKeyWriter } from "./records/issuer-key.ts";
import type { KeyHolderReader, KeyHolderRecord, KeyHolderWriter } from "./records/key-holder.ts";
import type { LoginProfileReader, LoginProfileRecord, LoginProfileWriter } from "./records/login-profile.ts";
import type { MembershipReader, MembershipRecord, MembershipWriter } from "./records/membership.ts";
import type { MfaCodeUseReader, MfaCodeUseRecord, MfaCodeUseWriter } from "./records/mfa-code-use.ts";
import type { MfaDeviceReader, MfaDeviceRecord, MfaDeviceWriter } from "./records/mfa-device.ts";
import type { OrganizationReader, OrganizationRecord, OrganizationWriter } from "./records/organization.ts";
import type {
  OrganizationAttachmentReader,
  OrganizationAttachmentRecord,
  OrganizationAttachmentWriter,
} from "./records/organization-attachment.ts";
import type {
  OrganizationMemberReader,
  OrganizationMemberRecord,
  OrganizationMemberWriter,
} from "./records/organization-member.ts";
import type {
  OrganizationPolicyReader,
  OrganizationPolicyRecord,
  OrganizationPolicyWriter,
} from "./records/organization-policy.ts";
import type {
  OrganizationalUnitReader,
  OrganizationalUnitRecord,
  OrganizationalUnitWriter,
} from "./records/organizational-unit.ts";
import type { PodIdentityFamilies } from "./records/pod-identity.ts";
import type { PolicyReader, PolicyRecord, PolicyWriter } from "./records/policy.ts";
import type {
  PolicyVersionReader,
  PolicyVersionRecord,
  PolicyVersionWriter,
} from "./records/policy-version.ts";
import type { RegisteredServiceFamily } from "./records/registered-service.ts";
import type { ReportReader, ReportRecord, ReportWriter } from "./records/report.ts";
import type {
  ResponsibilityTransferReader,
  ResponsibilityTransferRecord,
  ResponsibilityTransferWriter,
} from "./records/responsibility-transfer.ts";
import type {
  RevocationListReader,
  RevocationListRecord,
  RevocationListWriter,
} from "./records/revocation-list.ts";
import type { RoleReader, RoleRecord, RoleWriter } from "./records/role.ts";
import type {
  RolesAnywhereProfileReader,
  RolesAnywhereProfileRecord,
  RolesAnywhereProfileWriter,
} from "./records/roles-anywhere-profile.ts";
import type { SealingKeyReader, SealingKeyRecord, SealingKeyWriter } from "./records/sealing-key.ts";
import type {
  ServerCertificateReader,
  ServerCertificateRecord,
  ServerCertificateWriter,
} from "./records/server-certificate.ts";
import type {
  ServiceCredentialReader,
  ServiceCredentialRecord,
  ServiceCredentialWriter,
} from "./records/service-credential.ts";
import type {
  SigningCertificateReader,
  SigningCertificateRecord,
  SigningCertificateWriter,
} from "./records/signing-certificate.ts";
import type { SpentProofReader, SpentProofRecord, SpentProofWriter } from "./records/spent-proof.ts";
import type { SshPublicKeyReader, SshPublicKeyRecord, SshPublicKeyWriter } from "./records/ssh-public-key.ts";
import type { TaskFamily } from "./records/task.ts";
import type { TrustAnchorReader, TrustAnchorRecord, TrustAnchorWriter } from "./records/trust-anchor.ts";
import type { UsageReader, UsageRecord, UsageWriter } from "./records/usage.ts";
import type { UserReader, UserRecord, UserWriter } from "./records/user.ts";

/** `Kind` is what the change feed calls a record; never, where a change is told of the record's owner or of nobody. */
interface Family<Kind extends string, Record, Reader, Writer extends Reader> {
  readonly kind: Kind;
  readonly record: Record;
  readonly reader: Reader;
  readonly writer: Writer;
}

export interface Families extends PodIdentityFamilies {
  readonly installation: Family<never, InstallationRecord, InstallationReader, InstallationWriter>;
  readonly accounts: Family<"account", AccountRecord, AccountReader, AccountWriter>;
  readonly users: Family<"user", UserRecord, UserReader, UserWriter>;
  readonly groups: Family<"group", GroupRecord, GroupReader, GroupWriter>;
  readonly roles: Family<"role", RoleRecord, RoleReader, RoleWriter>;
  readonly instanceProfiles: Family<
    "instanceProfile",
    InstanceProfileRecord,
    InstanceProfileReader,
    InstanceProfileWriter
  >;
  readonly policies: Family<"policy", PolicyRecord, PolicyReader, PolicyWriter>;
  readonly policyVersions: Family<never, PolicyVersionRecord, PolicyVersionReader, PolicyVersionWriter>;
  readonly attachments: Family<never, AttachmentRecord, AttachmentReader, AttachmentWriter>;
  readonly inlinePolicies: Family<never, InlinePolicyRecord, InlinePolicyReader, InlinePolicyWriter>;
  readonly memberships: Family<never, MembershipRecord, MembershipReader, MembershipWriter>;
  readonly accessKeys: Family<"accessKey", AccessKeyRecord, AccessKeyReader, AccessKeyWriter>;
  readonly loginProfiles: Family<never, LoginProfileRecord, LoginProfileReader, LoginProfileWriter>;
  readonly sshPublicKeys: Family<never, SshPublicKeyRecord, SshPublicKeyReader, SshPublicKeyWriter>;
  readonly signingCertificates: Family<
    never,
    SigningCertificateRecord,
    SigningCertificateReader,
    SigningCertificateWriter
  >;
  readonly serviceCredentials: Family<
    never,
    ServiceCredentialRecord,
    ServiceCredentialReader,
    ServiceCredentialWriter
  >;
  readonly serverCertificates: Family<
    "serverCertificate",
    ServerCertificateRecord,
    ServerCertificateReader,
    ServerCertificateWriter
  >;
  readonly mfaDevices: Family<never, MfaDeviceRecord, MfaDeviceReader, MfaDeviceWriter>;
  readonly mfaCodeUses: Family<never, MfaCodeUseRecord, MfaCodeUseReader, MfaCodeUseWriter>;
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
  readonly spentProofs: Family<never, SpentProofRecord, SpentProofReader, SpentProofWriter>;
  readonly accountSettings: Family<
    never,
    AccountSettingsRecord,
    AccountSettingsReader,
    AccountSettingsWriter
  >;
  readonly issuerKeys: Family<never, IssuerKeyRecord, IssuerKeyReader, IssuerKeyWriter>;
  readonly delegationRequests: Family<
    never,
    DelegationRequestRecord,
    DelegationRequestReader,
    DelegationRequestWriter
  >;
  readonly reports: Family<never, ReportRecord, ReportReader, ReportWriter>;
  readonly accessTraces: Family<never, AccessTraceRecord, AccessTraceReader, AccessTraceWriter>;
  readonly instances: Family<"instance", InstanceRecord, InstanceReader, InstanceWriter>;
  readonly tasks: TaskFamily;
  readonly sealingKeys: Family<never, SealingKeyRecord, SealingKeyReader, SealingKeyWriter>;
  readonly dataKeys: Family<"dataKey", DataKeyRecord, DataKeyReader, DataKeyWriter>;
  readonly keyHolders: Family<never, KeyHolderRecord, KeyHolderReader, KeyHolderWriter>;
  readonly externalAccounts: Family<
    never,
    ExternalAccountRecord,
    ExternalAccountReader,
    ExternalAccountWriter
  >;
  readonly organizations: Family<"organization", OrganizationRecord, OrganizationReader, OrganizationWriter>;
  readonly organizationalUnits: Family<
    "organizationalUnit",
    OrganizationalUnitRecord,
    OrganizationalUnitReader,
    OrganizationalUnitWriter
  >;
  readonly organizationMembers: Family<
    never,
    OrganizationMemberRecord,
    OrganizationMemberReader,
    OrganizationMemberWriter
  >;
  readonly organizationPolicies: Family<
    "organizationPolicy",
    OrganizationPolicyRecord,
    OrganizationPolicyReader,
    OrganizationPolicyWriter
  >;
  readonly organizationAttachments: Family<
    never,
    OrganizationAttachmentRecord,
    OrganizationAttachmentReader,
    OrganizationAttachmentWriter
  >;
  readonly delegatedAdministrators: Family<
    never,
    DelegatedAdministratorRecord,
    DelegatedAdministratorReader,
    DelegatedAdministratorWriter
  >;
  readonly handshakes: Family<never, HandshakeRecord, HandshakeReader, HandshakeWriter>;
  readonly accountCreations: Family<
    "accountCreation",
    AccountCreationRecord,
    AccountCreationReader,
    AccountCreationWriter
  >;
  readonly responsibilityTransfers: Family<
    never,
    ResponsibilityTransferRecord,
    ResponsibilityTransferReader,
    ResponsibilityTransferWriter
  >;
  readonly accountDetails: Family<never, AccountDetailsRecord, AccountDetailsReader, AccountDetailsWriter>;
  readonly denials: Family<never, DenialRecord, DenialReader, DenialWriter>;
  readonly deniedPolicies: Family<never, DeniedPolicyRecord, DeniedPolicyReader, DeniedPolicyWriter>;
  readonly usage: Family<never, UsageRecord, UsageReader, UsageWriter>;
}

export type FamilyName = keyof Families;
export type RecordOf<Name extends FamilyName> = Families[Name]["record"];

/** The records that changes are told of, by what the change feed calls them. */
export type Subjects = { readonly [Name in FamilyName as Families[Name]["kind"]]: Families[Name]["record"] };

/**
 * What a change is about. `policy`, `oidcProvider` and `samlProvider` carry the ARN, `accessKey` and `dataKey` the key id, the others the unique id or account id.
 */
export type SubjectKind = keyof Subjects;

/** What every transaction has besides its families. */
interface Remembering {
  /**
   * Whether what is read now may be remembered beyond the work: not where listeners have heard of changes since this snapshot
   * was taken, which it does not hold, nor where it holds what is not committed.
   */
  readonly mayRemember: boolean;
}

export type ReadTransaction = Remembering & { readonly [Name in FamilyName]: Families[Name]["reader"] };
export type WriteTransaction = Remembering & { readonly [Name in FamilyName]: Families[Name]["writer"] };

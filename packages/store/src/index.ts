export { StoreError, type StoreErrorCode } from "./errors.ts";
export type { ReadTransaction, SubjectKind, WriteTransaction } from "./families.ts";
export type { AccessKeyReader, AccessKeyRecord, AccessKeyStatus } from "./records/access-key.ts";
export type { AccessTraceRecord } from "./records/access-trace.ts";
export { WHOLE_SERVICE } from "./records/access-trace.ts";
export type { AccountCounts, AccountRecord, PasswordPolicy } from "./records/account.ts";
export type { AccountCreationRecord, AccountCreationState } from "./records/account-creation.ts";
export type {
  AccountDetailsRecord,
  AlternateContact,
  AlternateContactType,
  ContactInformation,
  EmailUpdate,
  PhoneVerification,
  RegionOpt,
  SentCode,
} from "./records/account-details.ts";
export type { AccountPart, AccountProperty, FoundAccount } from "./records/account-search.ts";
export type {
  AccountSettingsRecord,
  OutboundFederation,
  SignInProvider,
} from "./records/account-settings.ts";
export type { AttachmentRecord, BoundaryUse } from "./records/attachment.ts";
export type {
  BrowserSessionReader,
  BrowserSessionRecord,
  HeldSession,
  SignInProof,
  SwitchedRole,
} from "./records/browser-session.ts";
export {
  type CertificateSubjectRecord,
  KEPT_SIGHTINGS,
  type ListedCertificateSubject,
  type SeenCertificate,
  type SeenProperties,
  type SubjectSighting,
} from "./records/certificate-subject.ts";
export type { DataKeyRecord } from "./records/data-key.ts";
export type { DelegatedAdministratorRecord } from "./records/delegated-administrator.ts";
export type {
  DelegationApprover,
  DelegationParameter,
  DelegationRequestRecord,
  DelegationRequestState,
} from "./records/delegation-request.ts";
export type { DenialPruning, DenialRecord, DenialSpan } from "./records/denial.ts";
export { eachPage } from "./records/each-page.ts";
export type { EntityListRequest, EntityReader, EntityRecord, EntityWriter } from "./records/entity.ts";
export type { ExternalAccountRecord } from "./records/external-account.ts";
export type { GroupRecord } from "./records/group.ts";
export type { FoundGroup, GroupPart, GroupProperty } from "./records/group-search.ts";
export type {
  HandshakeAction,
  HandshakeParty,
  HandshakeRecord,
  HandshakeResource,
  HandshakeState,
} from "./records/handshake.ts";
export type { HeldPolicies } from "./records/held-policies.ts";
export type { EpochMilliseconds, Revision } from "./records/identifier.ts";
export type {
  ListedOidcProvider,
  ListedSamlProvider,
  OidcProviderRecord,
  SamlPrivateKey,
  SamlProviderRecord,
} from "./records/identity-provider.ts";
export type { InlinePolicyRecord } from "./records/inline-policy.ts";
export type { InstallationRecord } from "./records/installation.ts";
export type {
  InstanceMetadataOptions,
  InstanceRecord,
  InstanceState,
  ListedInstance,
} from "./records/instance.ts";
export type { InstanceProfileRecord } from "./records/instance-profile.ts";
export type { IssuerKeyAlgorithm, IssuerKeyRecord } from "./records/issuer-key.ts";
export type { KeyHolderRecord } from "./records/key-holder.ts";
export type { LoginProfileReader, LoginProfileRecord } from "./records/login-profile.ts";
export type { MembershipRecord } from "./records/membership.ts";
export type { MfaCodeUseRecord } from "./records/mfa-code-use.ts";
export type {
  MfaAssignment,
  MfaDeviceCounts,
  MfaDeviceKind,
  MfaDeviceRecord,
  SecurityKey,
} from "./records/mfa-device.ts";
export type {
  OrganizationRecord,
  OrganizationResourcePolicy,
  RootFeature,
  TrustedService,
} from "./records/organization.ts";
export type {
  OrganizationAttachmentRecord,
  OrganizationTarget,
  OrganizationTargetId,
  OrganizationTargetKind,
} from "./records/organization-attachment.ts";
export type { OrganizationMemberRecord } from "./records/organization-member.ts";
export type { OrganizationPolicyRecord, OrganizationPolicyType } from "./records/organization-policy.ts";
export type { OrganizationalUnitRecord } from "./records/organizational-unit.ts";
export type { OwnerKind } from "./records/owner.ts";
export type {
  OwnerCredentialReader,
  OwnerCredentialRecord,
  OwnerCredentialWriter,
} from "./records/owner-credential.ts";
export type { Page, PageRequest } from "./records/page.ts";
export type { PodIdentityAssociationRecord, PodIdentityClusterRecord } from "./records/pod-identity.ts";
export type { PolicyRecord } from "./records/policy.ts";
export type { PolicyVersionRecord } from "./records/policy-version.ts";
export type { RegisteredServiceRecord, ServiceKey } from "./records/registered-service.ts";
export type { ReportKind, ReportOutline, ReportRecord } from "./records/report.ts";
export type { ResponsibilityTransferRecord, TransferStatus } from "./records/responsibility-transfer.ts";
export type { RevocationListRecord } from "./records/revocation-list.ts";
export type { RoleRecord, RoleSource } from "./records/role.ts";
export type { FoundRole, RolePart, RoleProperty } from "./records/role-search.ts";
export type {
  AttributeMappingRecord,
  CertificateField,
  RolesAnywhereProfileRecord,
} from "./records/roles-anywhere-profile.ts";
export type { SealedBox, SealedReader, SealedWriter } from "./records/sealed-box.ts";
export type { SealingKeyRecord } from "./records/sealing-key.ts";
export type {
  DocumentTest,
  Search,
  SearchCondition,
  SearchOperator,
  SearchPage,
  SearchRequest,
  SearchValue,
} from "./records/search.ts";
export type { PolicyUses } from "./records/searches.ts";
export type { ListedServerCertificate, ServerCertificateRecord } from "./records/server-certificate.ts";
export type { ServiceCredentialRecord } from "./records/service-credential.ts";
export type { SignInTriesRecord } from "./records/sign-in-tries.ts";
export type { SigningCertificateRecord } from "./records/signing-certificate.ts";
export type { SpentProofRecord } from "./records/spent-proof.ts";
export type { SshPublicKeyRecord } from "./records/ssh-public-key.ts";
export type { Tag } from "./records/tag.ts";
export type { TaskContainer, TaskRecord } from "./records/task.ts";
export type { NotificationSettingRecord, TrustAnchorRecord } from "./records/trust-anchor.ts";
export type { UsageRecord } from "./records/usage.ts";
export type { UserOutline, UserRecord } from "./records/user.ts";
export type {
  FoundPolicyName,
  FoundUser,
  UserPart,
  UserProperty,
} from "./records/user-search.ts";
export type { Standing } from "./standing.ts";
export type { Change, ChangeListener, Store, Traffic, WriteHint } from "./store.ts";

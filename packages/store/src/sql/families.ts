/** Every family in SQL. What refers to others stands after them: deleting everything goes from the last to the first. */
import type { FamilyName } from "../families.ts";
import { accessKeyFamily } from "./families/access-keys.ts";
import { accessTraceFamily } from "./families/access-traces.ts";
import { accountCreationFamily } from "./families/account-creations.ts";
import { accountDetailsFamily } from "./families/account-details.ts";
import { accountSettingsFamily } from "./families/account-settings.ts";
import { accountFamily } from "./families/accounts.ts";
import { attachmentFamily } from "./families/attachments.ts";
import { browserSessionFamily } from "./families/browser-sessions.ts";
import { certificateSubjectFamily } from "./families/certificate-subjects.ts";
import { dataKeyFamily } from "./families/data-keys.ts";
import { delegatedAdministratorFamily } from "./families/delegated-administrators.ts";
import { delegationRequestFamily } from "./families/delegation-requests.ts";
import { denialFamily } from "./families/denials.ts";
import { deniedPolicyFamily } from "./families/denied-policies.ts";
import { externalAccountFamily } from "./families/external-accounts.ts";
import { groupFamily } from "./families/groups.ts";
import { handshakeFamily } from "./families/handshakes.ts";
import { inlinePolicyFamily } from "./families/inline-policies.ts";
import { installationFamily } from "./families/installation.ts";
import { instanceProfileFamily } from "./families/instance-profiles.ts";
import { instanceFamily } from "./families/instances.ts";
import { issuerKeyFamily } from "./families/issuer-keys.ts";
import { keyHolderFamily } from "./families/key-holders.ts";
import { loginProfileFamily } from "./families/login-profiles.ts";
import { membershipFamily } from "./families/memberships.ts";
import { mfaCodeUseFamily } from "./families/mfa-code-uses.ts";
import { mfaDeviceFamily } from "./families/mfa-devices.ts";
import { oidcProviderFamily } from "./families/oidc-providers.ts";
import { organizationAttachmentFamily } from "./families/organization-attachments.ts";
import { organizationMemberFamily } from "./families/organization-members.ts";
import { organizationPolicyFamily } from "./families/organization-policies.ts";
import { organizationalUnitFamily } from "./families/organizational-units.ts";
import { organizationFamily } from "./families/organizations.ts";
import { podIdentityAssociationFamily } from "./families/pod-identity-associations.ts";
import { podIdentityClusterFamily } from "./families/pod-identity-clusters.ts";
import { policyFamily } from "./families/policies.ts";
import { policyVersionFamily } from "./families/policy-versions.ts";
import { registeredServiceFamily } from "./families/registered-services.ts";
import { reportFamily } from "./families/reports.ts";
import { responsibilityTransferFamily } from "./families/responsibility-transfers.ts";
import { revocationListFamily } from "./families/revocation-lists.ts";
import { roleFamily } from "./families/roles.ts";
import { rolesAnywhereProfileFamily } from "./families/roles-anywhere-profiles.ts";
import { samlProviderFamily } from "./families/saml-providers.ts";
import { sealingKeyFamily } from "./families/sealing-keys.ts";
import { serverCertificateFamily } from "./families/server-certificates.ts";
import { serviceCredentialFamily } from "./families/service-credentials.ts";
import { signInTriesFamily } from "./families/sign-in-tries.ts";
import { signingCertificateFamily } from "./families/signing-certificates.ts";
import { spentProofFamily } from "./families/spent-proofs.ts";
import { sshPublicKeyFamily } from "./families/ssh-public-keys.ts";
import { taskFamily } from "./families/tasks.ts";
import { trustAnchorFamily } from "./families/trust-anchors.ts";
import { usageFamily } from "./families/usage.ts";
import { userFamily } from "./families/users.ts";
import type { SqlFamily } from "./family.ts";

export const SQL_FAMILIES: { readonly [Name in FamilyName]: SqlFamily<Name> } = {
  installation: installationFamily,
  accounts: accountFamily,
  users: userFamily,
  groups: groupFamily,
  roles: roleFamily,
  instanceProfiles: instanceProfileFamily,
  policies: policyFamily,
  policyVersions: policyVersionFamily,
  attachments: attachmentFamily,
  inlinePolicies: inlinePolicyFamily,
  memberships: membershipFamily,
  accessKeys: accessKeyFamily,
  loginProfiles: loginProfileFamily,
  sshPublicKeys: sshPublicKeyFamily,
  signingCertificates: signingCertificateFamily,
  serviceCredentials: serviceCredentialFamily,
  serverCertificates: serverCertificateFamily,
  mfaDevices: mfaDeviceFamily,
  mfaCodeUses: mfaCodeUseFamily,
  oidcProviders: oidcProviderFamily,
  samlProviders: samlProviderFamily,
  trustAnchors: trustAnchorFamily,
  rolesAnywhereProfiles: rolesAnywhereProfileFamily,
  revocationLists: revocationListFamily,
  certificateSubjects: certificateSubjectFamily,
  registeredServices: registeredServiceFamily,
  podIdentityClusters: podIdentityClusterFamily,
  podIdentityAssociations: podIdentityAssociationFamily,
  spentProofs: spentProofFamily,
  browserSessions: browserSessionFamily,
  signInTries: signInTriesFamily,
  accountSettings: accountSettingsFamily,
  issuerKeys: issuerKeyFamily,
  delegationRequests: delegationRequestFamily,
  reports: reportFamily,
  accessTraces: accessTraceFamily,
  instances: instanceFamily,
  tasks: taskFamily,
  sealingKeys: sealingKeyFamily,
  dataKeys: dataKeyFamily,
  keyHolders: keyHolderFamily,
  externalAccounts: externalAccountFamily,
  organizations: organizationFamily,
  organizationalUnits: organizationalUnitFamily,
  organizationMembers: organizationMemberFamily,
  organizationPolicies: organizationPolicyFamily,
  organizationAttachments: organizationAttachmentFamily,
  delegatedAdministrators: delegatedAdministratorFamily,
  handshakes: handshakeFamily,
  accountCreations: accountCreationFamily,
  responsibilityTransfers: responsibilityTransferFamily,
  accountDetails: accountDetailsFamily,
  denials: denialFamily,
  deniedPolicies: deniedPolicyFamily,
  usage: usageFamily,
};

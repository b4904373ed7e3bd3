/** Every family, as the suite has to know it. What a family refers to stands before it. */
import type { FamilyName } from "../src/families.ts";
import { accessKeys } from "./families/access-keys.ts";
import { accessTraces } from "./families/access-traces.ts";
import { accountCreations } from "./families/account-creations.ts";
import { accountDetails } from "./families/account-details.ts";
import { accountSettings } from "./families/account-settings.ts";
import { accounts } from "./families/accounts.ts";
import { attachments } from "./families/attachments.ts";
import { browserSessions } from "./families/browser-sessions.ts";
import { certificateSubjects } from "./families/certificate-subjects.ts";
import { dataKeys } from "./families/data-keys.ts";
import { delegatedAdministrators } from "./families/delegated-administrators.ts";
import { delegationRequests } from "./families/delegation-requests.ts";
import { denials } from "./families/denials.ts";
import { deniedPolicies } from "./families/denied-policies.ts";
import { externalAccounts } from "./families/external-accounts.ts";
import { groups } from "./families/groups.ts";
import { handshakes } from "./families/handshakes.ts";
import { inlinePolicies } from "./families/inline-policies.ts";
import { installation } from "./families/installation.ts";
import { instanceProfiles } from "./families/instance-profiles.ts";
import { instances } from "./families/instances.ts";
import { issuerKeys } from "./families/issuer-keys.ts";
import { keyHolders } from "./families/key-holders.ts";
import { loginProfiles } from "./families/login-profiles.ts";
import { memberships } from "./families/memberships.ts";
import { mfaCodeUses } from "./families/mfa-code-uses.ts";
import { mfaDevices } from "./families/mfa-devices.ts";
import { oidcProviders } from "./families/oidc-providers.ts";
import { organizationAttachments } from "./families/organization-attachments.ts";
import { organizationMembers } from "./families/organization-members.ts";
import { organizationPolicies } from "./families/organization-policies.ts";
import { organizationalUnits } from "./families/organizational-units.ts";
import { organizations } from "./families/organizations.ts";
import { podIdentityAssociations, podIdentityClusters } from "./families/pod-identity.ts";
import { policies } from "./families/policies.ts";
import { policyVersions } from "./families/policy-versions.ts";
import { registeredServices } from "./families/registered-services.ts";
import { reports } from "./families/reports.ts";
import { responsibilityTransfers } from "./families/responsibility-transfers.ts";
import { revocationLists } from "./families/revocation-lists.ts";
import { roles } from "./families/roles.ts";
import { rolesAnywhereProfiles } from "./families/roles-anywhere-profiles.ts";
import { samlProviders } from "./families/saml-providers.ts";
import { sealingKeys } from "./families/sealing-keys.ts";
import { serverCertificates } from "./families/server-certificates.ts";
import { serviceCredentials } from "./families/service-credentials.ts";
import { signInTriesTests } from "./families/sign-in-tries.ts";
import { signingCertificates } from "./families/signing-certificates.ts";
import { spentProofs } from "./families/spent-proofs.ts";
import { sshPublicKeys } from "./families/ssh-public-keys.ts";
import { tasks } from "./families/tasks.ts";
import { trustAnchors } from "./families/trust-anchors.ts";
import { usage } from "./families/usage.ts";
import { users } from "./families/users.ts";
import type { FamilyUnderTest } from "./family-under-test.ts";

export const FAMILIES_UNDER_TEST: { readonly [Name in FamilyName]: FamilyUnderTest<Name> } = {
  installation,
  accounts,
  users,
  groups,
  roles,
  instanceProfiles,
  policies,
  policyVersions,
  attachments,
  inlinePolicies,
  memberships,
  accessKeys,
  loginProfiles,
  sshPublicKeys,
  signingCertificates,
  serviceCredentials,
  serverCertificates,
  mfaDevices,
  mfaCodeUses,
  oidcProviders,
  samlProviders,
  trustAnchors,
  rolesAnywhereProfiles,
  revocationLists,
  certificateSubjects,
  registeredServices,
  podIdentityClusters,
  podIdentityAssociations,
  spentProofs,
  browserSessions,
  signInTries: signInTriesTests,
  accountSettings,
  issuerKeys,
  delegationRequests,
  reports,
  accessTraces,
  instances,
  tasks,
  sealingKeys,
  dataKeys,
  keyHolders,
  externalAccounts,
  organizations,
  organizationalUnits,
  organizationMembers,
  organizationPolicies,
  organizationAttachments,
  delegatedAdministrators,
  handshakes,
  accountCreations,
  responsibilityTransfers,
  accountDetails,
  denials,
  deniedPolicies,
  usage,
};

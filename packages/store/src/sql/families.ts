/** Every family in SQL. What refers to others stands after them: deleting everything goes from the last to the first. */
import type { FamilyName } from "../families.ts";
import { accessKeyFamily } from "./families/access-keys.ts";
import { accountCreationFamily } from "./families/account-creations.ts";
import { accountDetailsFamily } from "./families/account-details.ts";
import { accountFamily } from "./families/accounts.ts";
import { attachmentFamily } from "./families/attachments.ts";
import { dataKeyFamily } from "./families/data-keys.ts";
import { delegatedAdministratorFamily } from "./families/delegated-administrators.ts";
import { denialFamily } from "./families/denials.ts";
import { deniedPolicyFamily } from "./families/denied-policies.ts";
import { externalAccountFamily } from "./families/external-accounts.ts";
import { groupFamily } from "./families/groups.ts";
import { handshakeFamily } from "./families/handshakes.ts";
import { inlinePolicyFamily } from "./families/inline-policies.ts";
import { instanceProfileFamily } from "./families/instance-profiles.ts";
import { instanceFamily } from "./families/instances.ts";
import { keyHolderFamily } from "./families/key-holders.ts";
import { loginProfileFamily } from "./families/login-profiles.ts";
import { membershipFamily } from "./families/memberships.ts";
import { organizationAttachmentFamily } from "./families/organization-attachments.ts";
import { organizationMemberFamily } from "./families/organization-members.ts";
import { organizationPolicyFamily } from "./families/organization-policies.ts";
import { organizationalUnitFamily } from "./families/organizational-units.ts";
import { organizationFamily } from "./families/organizations.ts";
import { policyFamily } from "./families/policies.ts";
import { policyVersionFamily } from "./families/policy-versions.ts";
import { responsibilityTransferFamily } from "./families/responsibility-transfers.ts";
import { roleFamily } from "./families/roles.ts";
import { sealingKeyFamily } from "./families/sealing-keys.ts";
import { usageFamily } from "./families/usage.ts";
import { userFamily } from "./families/users.ts";
import type { SqlFamily } from "./family.ts";

export const SQL_FAMILIES: { readonly [Name in FamilyName]: SqlFamily<Name> } = {
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
  instances: instanceFamily,
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

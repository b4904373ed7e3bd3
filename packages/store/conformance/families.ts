/** Every family, as the suite has to know it. What a family refers to stands before it. */
import type { FamilyName } from "../src/families.ts";
import { accessKeys } from "./families/access-keys.ts";
import { accounts } from "./families/accounts.ts";
import { attachments } from "./families/attachments.ts";
import { dataKeys } from "./families/data-keys.ts";
import { denials } from "./families/denials.ts";
import { deniedPolicies } from "./families/denied-policies.ts";
import { externalAccounts } from "./families/external-accounts.ts";
import { groups } from "./families/groups.ts";
import { inlinePolicies } from "./families/inline-policies.ts";
import { instanceProfiles } from "./families/instance-profiles.ts";
import { instances } from "./families/instances.ts";
import { keyHolders } from "./families/key-holders.ts";
import { loginProfiles } from "./families/login-profiles.ts";
import { memberships } from "./families/memberships.ts";
import { policies } from "./families/policies.ts";
import { policyVersions } from "./families/policy-versions.ts";
import { roles } from "./families/roles.ts";
import { sealingKeys } from "./families/sealing-keys.ts";
import { usage } from "./families/usage.ts";
import { users } from "./families/users.ts";
import type { FamilyUnderTest } from "./family-under-test.ts";

export const FAMILIES_UNDER_TEST: { readonly [Name in FamilyName]: FamilyUnderTest<Name> } = {
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
  instances,
  sealingKeys,
  dataKeys,
  keyHolders,
  externalAccounts,
  denials,
  deniedPolicies,
  usage,
};

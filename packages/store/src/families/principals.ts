import type { AccountReader, AccountRecord, AccountWriter } from "../records/account.ts";
import type {
  AccountDetailsReader,
  AccountDetailsRecord,
  AccountDetailsWriter,
} from "../records/account-details.ts";
import type {
  AccountSettingsReader,
  AccountSettingsRecord,
  AccountSettingsWriter,
} from "../records/account-settings.ts";
import type { AttachmentReader, AttachmentRecord, AttachmentWriter } from "../records/attachment.ts";
import type { GroupReader, GroupRecord, GroupWriter } from "../records/group.ts";
import type { InlinePolicyReader, InlinePolicyRecord, InlinePolicyWriter } from "../records/inline-policy.ts";
import type {
  InstanceProfileReader,
  InstanceProfileRecord,
  InstanceProfileWriter,
} from "../records/instance-profile.ts";
import type { MembershipReader, MembershipRecord, MembershipWriter } from "../records/membership.ts";
import type { PolicyReader, PolicyRecord, PolicyWriter } from "../records/policy.ts";
import type {
  PolicyVersionReader,
  PolicyVersionRecord,
  PolicyVersionWriter,
} from "../records/policy-version.ts";
import type { RoleReader, RoleRecord, RoleWriter } from "../records/role.ts";
import type { UserReader, UserRecord, UserWriter } from "../records/user.ts";
import type { Family } from "./family.ts";

/** Accounts, who is in them, and the policies that they have. */
export interface PrincipalFamilies {
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
  readonly accountSettings: Family<
    never,
    AccountSettingsRecord,
    AccountSettingsReader,
    AccountSettingsWriter
  >;
  readonly accountDetails: Family<never, AccountDetailsRecord, AccountDetailsReader, AccountDetailsWriter>;
}

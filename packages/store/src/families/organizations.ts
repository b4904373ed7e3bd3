import type {
  AccountCreationReader,
  AccountCreationRecord,
  AccountCreationWriter,
} from "../records/account-creation.ts";
import type {
  DelegatedAdministratorReader,
  DelegatedAdministratorRecord,
  DelegatedAdministratorWriter,
} from "../records/delegated-administrator.ts";
import type {
  ExternalAccountReader,
  ExternalAccountRecord,
  ExternalAccountWriter,
} from "../records/external-account.ts";
import type { HandshakeReader, HandshakeRecord, HandshakeWriter } from "../records/handshake.ts";
import type { OrganizationReader, OrganizationRecord, OrganizationWriter } from "../records/organization.ts";
import type {
  OrganizationAttachmentReader,
  OrganizationAttachmentRecord,
  OrganizationAttachmentWriter,
} from "../records/organization-attachment.ts";
import type {
  OrganizationMemberReader,
  OrganizationMemberRecord,
  OrganizationMemberWriter,
} from "../records/organization-member.ts";
import type {
  OrganizationPolicyReader,
  OrganizationPolicyRecord,
  OrganizationPolicyWriter,
} from "../records/organization-policy.ts";
import type {
  OrganizationalUnitReader,
  OrganizationalUnitRecord,
  OrganizationalUnitWriter,
} from "../records/organizational-unit.ts";
import type {
  ResponsibilityTransferReader,
  ResponsibilityTransferRecord,
  ResponsibilityTransferWriter,
} from "../records/responsibility-transfer.ts";
import type { Family } from "./family.ts";

/** Organizations, and what is between them and their accounts. */
export interface OrganizationFamilies {
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
}

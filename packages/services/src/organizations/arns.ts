/** ARNs of what is in an organization: the management account's number stands in all of them. */
import { type Arn, formatArn } from "@rolecall/names";
import type { OrganizationRecord, OrganizationTarget } from "@rolecall/store";

type Naming = Pick<OrganizationRecord, "id" | "managementAccountId">;

const ofOrganization = ({ id, managementAccountId }: Naming) => ({
  accountId: managementAccountId,
  organizationId: id,
});

export function organizationArn(organization: Naming): Arn {
  return formatArn("organization", ofOrganization(organization));
}

export function memberArn(organization: Naming, accountId: string): Arn {
  return formatArn("organization-account", { ...ofOrganization(organization), memberId: accountId });
}

export function targetArn(organization: Naming, { targetKind, targetId }: OrganizationTarget): Arn {
  const names = ofOrganization(organization);
  switch (targetKind) {
    case "root":
      return formatArn("organization-root", { ...names, rootId: targetId });
    case "organizationalUnit":
      return formatArn("organizational-unit", { ...names, unitId: targetId });
    case "account":
      return memberArn(organization, targetId);
  }
}

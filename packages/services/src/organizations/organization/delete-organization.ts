import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { constraintViolation, refusal } from "../error.ts";
import { forgetLongClosed } from "../subject/closed-member.ts";
import { wholeOrganization } from "../subject/whole-organization.ts";
import { hasActiveTransfer } from "../transfer/list-transfers.ts";

/**
 * Units and policies go with it; a member, also one that was closed in the last 90 days, stands in the way.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_DeleteOrganization.html
 */
export const deleteOrganization = organizations.write("DeleteOrganization", {
  on: calledBy("management", wholeOrganization),
  perform: async ({ call: { tx, now }, target: { organization } }) => {
    await forgetLongClosed(tx, organization, now);
    if ((await tx.organizationMembers.count(organization.id)) > 1) {
      throw refusal("OrganizationNotEmptyException");
    }
    if (await hasActiveTransfer(tx, organization, now)) {
      throw constraintViolation("ACTIVE_RESPONSIBILITY_TRANSFER_PROCESS");
    }
    await tx.organizations.delete(organization.id);
    return {};
  },
});

import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { departOrganization } from "../handshake/depart-organization.ts";
import { memberAccount } from "../subject/member.ts";
import { checkMayLeave } from "../subject/membership.ts";

/**
 * The account stands alone then, with all that is in it; its tags in the organization are gone.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_RemoveAccountFromOrganization.html
 */
export const removeAccountFromOrganization = organizations.write("RemoveAccountFromOrganization", {
  on: calledBy("management", memberAccount),
  perform: async ({ call, target: { organization, subject } }) => {
    await checkMayLeave(call, organization, subject);
    await departOrganization(call, subject.member);
    return {};
  },
});

import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { departOrganization } from "../handshake/depart-organization.ts";
import { checkMayLeave } from "../subject/membership.ts";
import { wholeOrganization } from "../subject/whole-organization.ts";

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_LeaveOrganization.html */
export const leaveOrganization = organizations.write("LeaveOrganization", {
  on: calledBy("member", wholeOrganization),
  perform: async ({ call, target: { organization, place } }) => {
    const { tx, caller } = call;
    const account = await tx.accounts.byId(caller.accountId);
    if (account === undefined) throw new Error(`The account ${caller.accountId} is not there.`);
    const { member } = place;
    await checkMayLeave(call, organization, { member, account });
    await departOrganization(call, member);
    return {};
  },
});

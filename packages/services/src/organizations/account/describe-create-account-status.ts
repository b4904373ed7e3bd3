import { isOrganizationIdOf } from "@rolecall/names";
import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { refusal } from "../error.ts";
import { wholeOrganization } from "../subject/whole-organization.ts";
import { creationToWire } from "./creation-shape.ts";

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeCreateAccountStatus.html */
export const describeCreateAccountStatus = organizations.read("DescribeCreateAccountStatus", {
  on: calledBy("delegates", wholeOrganization),
  perform: async ({ call: { tx, input }, target: { organization } }) => {
    const { CreateAccountRequestId: id } = input;
    const creation = isOrganizationIdOf("accountRequest", id)
      ? await tx.accountCreations.byId(id)
      : undefined;
    if (creation?.organizationId !== organization.id) throw refusal("CreateAccountStatusNotFoundException");
    return { CreateAccountStatus: creationToWire(creation) };
  },
});

import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { refusal } from "../error.ts";
import { wholeOrganization } from "../subject/whole-organization.ts";

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_DeleteResourcePolicy.html */
export const deleteResourcePolicy = organizations.write("DeleteResourcePolicy", {
  on: calledBy("management", wholeOrganization),
  perform: async ({ call: { tx }, target: { organization } }) => {
    const { resourcePolicy, ...without } = organization;
    if (resourcePolicy === undefined) throw refusal("ResourcePolicyNotFoundException");
    await tx.organizations.update(without);
    return {};
  },
});

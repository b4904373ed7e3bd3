import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { refusal } from "../error.ts";
import { policyToChange } from "../subject/policy.ts";

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_DeletePolicy.html */
export const deletePolicy = organizations.write("DeletePolicy", {
  on: calledBy("delegates", policyToChange),
  perform: async ({ call: { tx }, target: { organization, subject: policy } }) => {
    const { items } = await tx.organizationAttachments.ofPolicy(organization.id, policy.id, { limit: 1 });
    if (items.length > 0) throw refusal("PolicyInUseException");
    await tx.organizationPolicies.delete(policy.id);
    return {};
  },
});

import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { refusal } from "../error.ts";
import { policyToChange } from "../subject/policy.ts";
import { checkContent } from "./check-content.ts";
import { policyToWire } from "./policy-shape.ts";

/** What is left out stays. https://docs.aws.amazon.com/organizations/latest/APIReference/API_UpdatePolicy.html */
export const updatePolicy = organizations.write("UpdatePolicy", {
  on: calledBy("delegates", policyToChange),
  perform: async ({ call: { input, tx, now }, target: { organization, subject: present } }) => {
    const name = input.Name ?? present.name;
    if (input.Content !== undefined) checkContent(present.type, input.Content);
    if (name !== present.name) {
      const taken = await tx.organizationPolicies.byName(organization.id, present.type, name);
      if (taken !== undefined) throw refusal("DuplicatePolicyException");
    }
    const policy = {
      ...present,
      name,
      description: input.Description ?? present.description,
      content: input.Content ?? present.content,
      updatedAt: now,
    };
    await tx.organizationPolicies.update(policy);
    return { Policy: policyToWire(organization, { owner: "customer", policy }) };
  },
});

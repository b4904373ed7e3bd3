import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { refusal } from "../error.ts";
import { rootToWire } from "../shape/root-shape.ts";
import { rootAndType } from "./root-and-type.ts";

/**
 * All attachments of the type go, its policies stay.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_DisablePolicyType.html
 */
export const disablePolicyType = organizations.write("DisablePolicyType", {
  on: calledBy("delegates", rootAndType),
  perform: async ({ call: { input, tx }, target: { organization: present } }) => {
    const { PolicyType: type } = input;
    const others = present.enabledPolicyTypes.filter((enabled) => enabled !== type);
    if (others.length === present.enabledPolicyTypes.length) throw refusal("PolicyTypeNotEnabledException");
    const organization = { ...present, enabledPolicyTypes: others };
    await tx.organizations.update(organization);
    await tx.organizationAttachments.detachEverywhere(organization.id, type);
    return { Root: rootToWire(organization) };
  },
});

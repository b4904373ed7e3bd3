import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { organizationsError, refusal } from "../error.ts";
import { awsPolicyOfType } from "../policy/aws-policies.ts";
import { POLICY_TYPES } from "../policy-type.ts";
import { rootToWire } from "../shape/root-shape.ts";
import { rootAndType } from "./root-and-type.ts";

/**
 * AWS does over minutes what is done here at once: it attaches its policy of the type, where it has one, to everything.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_EnablePolicyType.html
 */
export const enablePolicyType = organizations.write("EnablePolicyType", {
  on: calledBy("delegates", rootAndType),
  perform: async ({ call: { input, tx, now }, target: { organization: present } }) => {
    const { PolicyType: type } = input;
    if (present.featureSet !== "ALL") throw refusal("PolicyTypeNotAvailableForOrganizationException");
    if (present.enabledPolicyTypes.includes(type)) throw refusal("PolicyTypeAlreadyEnabledException");
    const { trustedService } = POLICY_TYPES[type];
    const isTrusted = present.trustedServices.some(
      ({ servicePrincipal }) => servicePrincipal === trustedService,
    );
    if (trustedService !== undefined && !isTrusted) throw serviceNotTrusted();
    const organization = { ...present, enabledPolicyTypes: [...present.enabledPolicyTypes, type] };
    await tx.organizations.update(organization);
    const aws = awsPolicyOfType(type);
    if (aws !== undefined) {
      await tx.organizationAttachments.attachEverywhere({
        organizationId: organization.id,
        policyId: aws.id,
        policyType: type,
        attachedAt: now,
      });
    }
    return { Root: rootToWire(organization) };
  },
});

/** AWS's words for this reason speak of delegated administrators; those for this operation were not recorded. */
function serviceNotTrusted() {
  const message =
    "You must enable service access for the service of this policy type before you enable the type.";
  return organizationsError("ConstraintViolationException", message, {
    Reason: "SERVICE_ACCESS_NOT_ENABLED",
  });
}

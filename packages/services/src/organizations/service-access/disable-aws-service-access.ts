import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { constraintViolation } from "../error.ts";
import { POLICY_TYPES } from "../policy-type.ts";
import { requireAllFeatures, service } from "../subject/service.ts";

/**
 * Disabling what is not enabled is no error; it stays while a policy type needs it.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_DisableAWSServiceAccess.html
 */
export const disableAwsServiceAccess = organizations.write("DisableAWSServiceAccess", {
  on: calledBy("management", service),
  perform: async ({ call: { tx }, target: { organization, subject: servicePrincipal } }) => {
    requireAllFeatures(organization);
    const isNeeded = organization.enabledPolicyTypes.some(
      (type) => POLICY_TYPES[type].trustedService === servicePrincipal,
    );
    if (isNeeded) throw constraintViolation("POLICY_TYPE_ENABLED_FOR_THIS_SERVICE");
    const others = organization.trustedServices.filter((each) => each.servicePrincipal !== servicePrincipal);
    if (others.length < organization.trustedServices.length) {
      await tx.organizations.update({ ...organization, trustedServices: others });
    }
    return {};
  },
});

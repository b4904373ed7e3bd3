import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { requireAllFeatures, service } from "../subject/service.ts";

/** Enabling twice is no error. https://docs.aws.amazon.com/organizations/latest/APIReference/API_EnableAWSServiceAccess.html */
export const enableAwsServiceAccess = organizations.write("EnableAWSServiceAccess", {
  on: calledBy("management", service),
  perform: async ({ call: { tx, now }, target: { organization, subject: servicePrincipal } }) => {
    requireAllFeatures(organization);
    const { trustedServices } = organization;
    if (trustedServices.some((trusted) => trusted.servicePrincipal === servicePrincipal)) return {};
    const trusted = [...trustedServices, { servicePrincipal, enabledAt: now }];
    await tx.organizations.update({ ...organization, trustedServices: trusted });
    return {};
  },
});

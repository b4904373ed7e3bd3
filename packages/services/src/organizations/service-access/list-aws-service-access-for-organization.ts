import { openPage, pageOf } from "@rolecall/operations";
import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { requireAllFeatures } from "../subject/service.ts";
import { wholeOrganization } from "../subject/whole-organization.ts";

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAWSServiceAccessForOrganization.html */
export const listAwsServiceAccessForOrganization = organizations.read("ListAWSServiceAccessForOrganization", {
  on: calledBy("delegates", wholeOrganization),
  perform: async ({ call, target: { organization } }) => {
    requireAllFeatures(organization);
    const pager = openPage(call, organization.id);
    const page = pageOf(
      organization.trustedServices,
      ({ servicePrincipal }) => servicePrincipal,
      pager.request,
    );
    return {
      EnabledServicePrincipals: page.items.map(({ servicePrincipal, enabledAt }) => ({
        ServicePrincipal: servicePrincipal,
        DateEnabled: new Date(enabledAt),
      })),
      ...pager.marks(page),
    };
  },
});

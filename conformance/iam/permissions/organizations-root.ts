import {
  CreateOrganizationCommand,
  EnableAWSServiceAccessCommand,
  ListRootsCommand,
  OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { clientConfiguration } from "../../installation/clients.ts";
import { ADMIN } from "../../installation/seed.ts";
import { arn, iamFamily } from "../stage.ts";

export const family = iamFamily({
  prepare: async ({ installation }) => {
    const organizations = new OrganizationsClient(clientConfiguration(installation, ADMIN));
    const { Organization } = await organizations.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
    const { Roots } = await organizations.send(new ListRootsCommand({}));
    await organizations.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: "iam.amazonaws.com" }));
    return { EntityPath: `${Organization?.Id}/${Roots?.[0]?.Id}` };
  },
  rows: {
    EnableOrganizationsRootCredentialsManagement: { input: {} },
    EnableOrganizationsRootSessions: { input: {} },
    ListOrganizationsFeatures: { input: {} },
    DisableOrganizationsRootCredentialsManagement: { input: {} },
    DisableOrganizationsRootSessions: { input: {} },
    GenerateOrganizationsAccessReport: {
      input: ({ EntityPath }) => ({ EntityPath }),
      on: ({ EntityPath }) => arn(`access-report/${EntityPath}`),
    },
    GetOrganizationsAccessReport: {
      input: (_, { GenerateOrganizationsAccessReport: { JobId } }) => ({ JobId }),
    },
  },
});

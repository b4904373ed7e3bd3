import {
  CreateOrganizationCommand,
  EnableAWSServiceAccessCommand,
  OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { clientConfiguration } from "../../installation/clients.ts";
import { ADMIN } from "../../installation/seed.ts";
import { iamFamily } from "../stage.ts";

export const family = iamFamily({
  prepare: async ({ installation }) => {
    const organizations = new OrganizationsClient(clientConfiguration(installation, ADMIN));
    await organizations.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
    await organizations.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: "iam.amazonaws.com" }));
  },
  rows: {
    EnableOrganizationsRootCredentialsManagement: { input: {} },
    EnableOrganizationsRootSessions: { input: {} },
    ListOrganizationsFeatures: { input: {} },
    DisableOrganizationsRootCredentialsManagement: { input: {} },
    DisableOrganizationsRootSessions: { input: {} },
  },
});

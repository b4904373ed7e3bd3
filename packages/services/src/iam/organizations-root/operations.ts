/**
 * What an organization has of centralized root access.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListOrganizationsFeatures.html
 */
import type { Empty } from "@rolecall/contracts";
import { anything, type Operation, type StepsOn } from "@rolecall/operations";
import type { OrganizationRecord, RootFeature, WriteTransaction } from "@rolecall/store";
import { iam } from "../define.ts";
import { findOrganization } from "./find-organization.ts";

interface Features {
  readonly OrganizationId: string;
  readonly EnabledFeatures: readonly RootFeature[];
}

type Switching = StepsOn<Empty, Features, WriteTransaction, undefined, undefined, undefined>;

function featuresToWire({ id, rootFeatures }: OrganizationRecord): Features {
  return { OrganizationId: id, EnabledFeatures: rootFeatures };
}

/** The management account's alone. What is on stays on. */
function enabling(feature: RootFeature): Switching {
  return {
    on: anything,
    perform: async ({ call }) => {
      const organization = await findOrganization(call, "management account");
      const others = organization.rootFeatures.filter((present) => present !== feature);
      const enabled = { ...organization, rootFeatures: [...others, feature].toSorted() };
      await call.tx.organizations.update(enabled);
      return featuresToWire(enabled);
    },
  };
}

function disabling(feature: RootFeature): Switching {
  return {
    on: anything,
    perform: async ({ call }) => {
      const organization = await findOrganization(call, "delegated administrator");
      const rootFeatures = organization.rootFeatures.filter((present) => present !== feature);
      const disabled = { ...organization, rootFeatures };
      await call.tx.organizations.update(disabled);
      return featuresToWire(disabled);
    },
  };
}

export const organizationsRootOperations: readonly Operation[] = [
  iam.write("EnableOrganizationsRootCredentialsManagement", enabling("RootCredentialsManagement")),
  iam.write("EnableOrganizationsRootSessions", enabling("RootSessions")),
  iam.write("DisableOrganizationsRootCredentialsManagement", disabling("RootCredentialsManagement")),
  iam.write("DisableOrganizationsRootSessions", disabling("RootSessions")),
  iam.read("ListOrganizationsFeatures", {
    on: anything,
    perform: async ({ call }) => featuresToWire(await findOrganization(call, "delegated administrator")),
  }),
];

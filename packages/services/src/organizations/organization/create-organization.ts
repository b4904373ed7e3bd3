import { newOrganizationId, type RootId } from "@rolecall/names";
import { anything, type Environment } from "@rolecall/operations";
import type { OrganizationRecord, ReadTransaction } from "@rolecall/store";
import { organizations } from "../define.ts";
import { refusal } from "../error.ts";
import { needOrganizationsRole } from "../subject/organizations-role.ts";
import { organizationToWire } from "./organization-shape.ts";

/**
 * Makes the caller's account the management account of a new organization. No type of policies is enabled then, whatever the answer says:
 * recorded. https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateOrganization.html
 */
export const createOrganization = organizations.write("CreateOrganization", {
  on: anything,
  perform: async ({ call }) => {
    const { tx, env, caller, input, now } = call;
    const { accountId } = caller;
    if ((await tx.organizationMembers.ofAccount(accountId)) !== undefined) {
      throw refusal("AlreadyInOrganizationException");
    }
    await needOrganizationsRole(call);
    const organization: OrganizationRecord = {
      id: newOrganizationId("organization", env.random),
      managementAccountId: accountId,
      rootId: await newRootId(tx, env),
      featureSet: input.FeatureSet ?? "ALL",
      enabledPolicyTypes: [],
      trustedServices: [],
      rootFeatures: [],
      rootTags: [],
      createdAt: now,
    };
    await tx.organizations.insert(organization);
    await tx.organizationMembers.insert({
      accountId,
      organizationId: organization.id,
      parentId: organization.rootId,
      joinedMethod: "INVITED",
      joinedAt: now,
      tags: [],
    });
    return { Organization: await organizationToWire(tx, organization) };
  },
});

/** There are 1.7 million: one that is taken is met sooner or later. */
async function newRootId(tx: ReadTransaction, { random }: Environment): Promise<RootId> {
  for (;;) {
    const id = newOrganizationId("root", random);
    if ((await tx.organizations.byRoot(id)) === undefined) return id;
  }
}

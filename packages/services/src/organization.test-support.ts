/** An organization by its records, for tests of the services that organizations let in. */
import { type AccountId, newOrganizationId, newUnitId } from "@rolecall/names";
import type { OrganizationMemberRecord, OrganizationRecord } from "@rolecall/store";
import type { Harness } from "./harness.test-support.ts";

type Installation = Pick<Harness<never>, "store" | "env" | "now" | "accountId">;

interface OrganizationOptions extends Partial<OrganizationRecord> {
  readonly members?: readonly AccountId[];
  /** Services that the organization lets in. */
  readonly trusted?: readonly string[];
}

/** The harness's account manages it. Members stand in a unit under the root, and are tagged. */
export async function makeOrganization(
  { store, env, now, accountId }: Installation,
  { members = [], trusted = [], ...more }: OrganizationOptions = {},
): Promise<OrganizationRecord> {
  const createdAt = now();
  const organization: OrganizationRecord = {
    id: newOrganizationId("organization", env.random),
    managementAccountId: accountId,
    rootId: newOrganizationId("root", env.random),
    featureSet: "ALL",
    enabledPolicyTypes: [],
    trustedServices: trusted.map((servicePrincipal) => ({ servicePrincipal, enabledAt: createdAt })),
    rootFeatures: [],
    rootTags: [],
    createdAt,
    ...more,
  };
  const unitId = newUnitId(organization.rootId, env.random);
  await store.write(async (tx) => {
    await tx.organizations.insert(organization);
    const own = { organizationId: organization.id, joinedAt: createdAt, joinedMethod: "INVITED" as const };
    await tx.organizationMembers.insert({ ...own, accountId, parentId: organization.rootId, tags: [] });
    await tx.organizationalUnits.insert({
      id: unitId,
      organizationId: organization.id,
      parentId: organization.rootId,
      name: "Unit",
      tags: [],
      createdAt,
    });
    for (const member of members) await tx.organizationMembers.insert(memberIn(own, member, unitId));
  });
  return organization;
}

function memberIn(
  own: Pick<OrganizationMemberRecord, "organizationId" | "joinedAt" | "joinedMethod">,
  accountId: AccountId,
  parentId: OrganizationMemberRecord["parentId"],
): OrganizationMemberRecord {
  return { ...own, accountId, parentId, tags: [{ key: "Stage", value: "test" }] };
}

/** Makes a member the administrator of a service. */
export async function delegate(
  { store, now }: Pick<Installation, "store" | "now">,
  { id: organizationId }: OrganizationRecord,
  accountId: AccountId,
  servicePrincipal: string,
): Promise<void> {
  await store.write((tx) =>
    tx.delegatedAdministrators.add({ organizationId, accountId, servicePrincipal, delegatedAt: now() }),
  );
}

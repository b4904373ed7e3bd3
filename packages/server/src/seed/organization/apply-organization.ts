import { toOrganizationId } from "@rolecall/names";
import type { Installation } from "../../installation/installation.ts";
import { eachAtOnce } from "../each-at-once.ts";
import type { LocatedSeed } from "../located-seed.ts";
import { applyPolicies } from "./apply-policies.ts";
import { applyTree } from "./apply-tree.ts";
import { createAccessRoles } from "./create-access-roles.ts";
import { createOrganizationWriter, type OrganizationWriter } from "./organization-writer.ts";
import type { SeedOrganization } from "./seed-organization.ts";
import { settleOrganization } from "./settle-organization.ts";

const TOP = ["organization"];

/**
 * Makes the organization of a seed by Organizations' own operations, as root of its accounts. What no operation can say, such as ids and
 * dates that were exported, is written last.
 */
export async function applyOrganization(installation: Installation, located: LocatedSeed): Promise<void> {
  const { organization } = located.seed;
  if (organization === undefined) return;
  const writer = createOrganizationWriter(installation, located, organization);
  const { asManagement } = writer;
  const created = await asManagement(
    "CreateOrganization",
    { FeatureSet: organization.features ?? "ALL" },
    TOP,
  );
  const { Roots: [root] = [] } = await asManagement("ListRoots", {}, TOP);
  const rootId = toOrganizationId("root", root?.Id ?? "");
  await inviteAll(writer);
  await createAccessRoles(installation, located, organization);
  const idOf = await applyTree(writer, organization, rootId);
  await trustServices(writer, organization);
  const policyIdOf = await applyPolicies(writer, organization, { rootId, idOf });
  await delegate(writer, organization);
  const organizationId = toOrganizationId("organization", created.Organization?.Id ?? "");
  await settleOrganization(installation, organization, { organizationId, rootId, idOf, policyIdOf });
}

/** Whoever is in a seed with an organization is in it. */
async function inviteAll({ members, asManagement, asMember }: OrganizationWriter): Promise<void> {
  await eachAtOnce(members, async (accountId) => {
    const invited = await asManagement(
      "InviteAccountToOrganization",
      { Target: { Type: "ACCOUNT", Id: accountId } },
      TOP,
    );
    await asMember(accountId)("AcceptHandshake", { HandshakeId: invited.Handshake?.Id ?? "" }, TOP);
  });
}

async function trustServices({ asManagement }: OrganizationWriter, organization: SeedOrganization) {
  for (const [index, trusted] of (organization.trustedServices ?? []).entries()) {
    const ServicePrincipal = typeof trusted === "string" ? trusted : trusted.service;
    await asManagement("EnableAWSServiceAccess", { ServicePrincipal }, [...TOP, "trustedServices", index]);
  }
}

async function delegate({ asManagement }: OrganizationWriter, organization: SeedOrganization) {
  for (const [index, delegated] of (organization.delegatedAdministrators ?? []).entries()) {
    const { account, service } = delegated;
    const path = [...TOP, "delegatedAdministrators", index];
    await asManagement(
      "RegisterDelegatedAdministrator",
      { AccountId: account, ServicePrincipal: service },
      path,
    );
  }
}

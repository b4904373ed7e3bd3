import type { RootId } from "@rolecall/names";
import type { OrganizationPolicyType } from "@rolecall/store";
import { FULL_ACCESS_ID } from "../../organization/tree/organization-tree.ts";
import { documentText } from "../families/document.ts";
import { tagList } from "../families/tags.ts";
import { formatSeedPath, type SeedPath } from "../seed-path.ts";
import type { UnitIds } from "./apply-tree.ts";
import { namePolicies, qualifiedName } from "./named-policies.ts";
import type { OrganizationWriter } from "./organization-writer.ts";
import { targetsOf } from "./seed-nodes.ts";
import type { SeedAttachments, SeedOrganization } from "./seed-organization.ts";

/** The id that a policy of the seed has got, by its type and name. */
export type PolicyIds = ReadonlyMap<string, string>;

interface Tree {
  readonly rootId: RootId;
  readonly idOf: UnitIds;
}

/** Makes the policies, enables their types, attaches them. @returns the id of each */
export async function applyPolicies(
  writer: OrganizationWriter,
  organization: SeedOrganization,
  { rootId, idOf }: Tree,
): Promise<PolicyIds> {
  const { asManagement } = writer;
  const ids = await createPolicies(writer, organization);
  for (const { type, path } of typesOf(organization)) {
    await asManagement("EnablePolicyType", { RootId: rootId, PolicyType: type }, path);
  }
  for (const target of targetsOf(organization)) {
    const id =
      target.placement === undefined ? idOf.get(formatSeedPath(target.path))! : target.placement.member.id;
    await attachAll(writer, { organization, ids }, { ...target, id });
  }
  await putDelegationPolicy(writer, organization);
  return ids;
}

async function createPolicies({ asManagement }: OrganizationWriter, { policies = [] }: SeedOrganization) {
  const ids = new Map<string, string>();
  for (const [index, policy] of policies.entries()) {
    const { name: Name, type: Type, description: Description = "", document, tags } = policy;
    const made = await asManagement(
      "CreatePolicy",
      { Name, Type, Description, Content: documentText(document), Tags: tagList(tags) },
      ["organization", "policies", index],
    );
    ids.set(qualifiedName(policy), made.Policy?.PolicySummary?.Id ?? "");
  }
  return ids;
}

/** Those that the seed names, or those of its policies; each with the place that says so. */
function typesOf({ policyTypes, policies = [] }: SeedOrganization) {
  const named: readonly { type: OrganizationPolicyType; path: SeedPath }[] =
    policyTypes?.map((type, index) => ({ type, path: ["organization", "policyTypes", index] })) ??
    policies.map(({ type }, index) => ({ type, path: ["organization", "policies", index, "type"] }));
  return [...new Map(named.toReversed().map((each) => [each.type, each])).values()].toReversed();
}

interface Known {
  readonly organization: SeedOrganization;
  readonly ids: PolicyIds;
}

interface Target {
  readonly id: string;
  readonly path: SeedPath;
  readonly attachments: SeedAttachments;
}

/** AWS keeps one service control policy at least and ten at most: FullAWSAccess goes as soon as another one is there. */
async function attachAll(
  { asManagement }: OrganizationWriter,
  { organization, ids }: Known,
  { id: TargetId, path, attachments }: Target,
): Promise<void> {
  const find = namePolicies(organization.policies);
  let isFull = attachments.fullAccess !== false;
  for (const [index, reference] of (attachments.policies ?? []).entries()) {
    const policy = find(reference);
    if (typeof policy === "string") throw new Error(`The policy ${reference} was not checked.`);
    if (policy.awsId !== undefined) continue;
    const here = [...path, "policies", index];
    const PolicyId = ids.get(qualifiedName(policy))!;
    await asManagement("AttachPolicy", { PolicyId, TargetId }, here);
    if (isFull || policy.type !== "SERVICE_CONTROL_POLICY") continue;
    await asManagement("DetachPolicy", { PolicyId: FULL_ACCESS_ID, TargetId }, [...path, "fullAccess"]);
    isFull = true;
  }
}

async function putDelegationPolicy(
  { asManagement }: OrganizationWriter,
  { delegationPolicy }: SeedOrganization,
) {
  if (delegationPolicy === undefined) return;
  const { document, tags } = delegationPolicy;
  const input = { Content: documentText(document), Tags: tagList(tags) };
  await asManagement("PutResourcePolicy", input, ["organization", "delegationPolicy"]);
}

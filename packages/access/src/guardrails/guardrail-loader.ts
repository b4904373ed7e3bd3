import {
  type AccountId,
  type Arn,
  formatArn,
  type OrganizationalUnitId,
  type OrganizationPolicyId,
} from "@rolecall/names";
import type { CompiledPolicy, PolicyLevels } from "@rolecall/policy";
import type {
  OrganizationAttachmentRecord,
  OrganizationalUnitRecord,
  OrganizationRecord,
  OrganizationTargetId,
  ReadTransaction,
} from "@rolecall/store";
import { documentBytes, type PolicyLibrary } from "../cache/policy-library.ts";
import {
  type AccountPlace,
  type GuardrailNode,
  type GuardrailPolicy,
  levelsDownTo,
} from "./account-place.ts";
import {
  awsGuardrail,
  GUARDRAIL_LAYERS,
  type GuardrailLayer,
  guardrailArn,
  TYPE_OF_LAYER,
} from "./guardrail-policies.ts";

/** A root or unit, with all that stands above it. */
export interface Branch {
  readonly organization: OrganizationRecord;
  /** The unit that it ends in; absent where that is the root. */
  readonly unitId?: OrganizationalUnitId;
  /** `o-…/r-…/ou-…/` */
  readonly path: string;
  readonly node: GuardrailNode;
  /** Tells it from what the same root or unit was before, and will be. */
  readonly number: number;
  /** False once it was dropped: what was made of it counts no more. */
  isCurrent: boolean;
}

/** A policy of an organization's own, compiled. */
export interface LoadedPolicy extends GuardrailPolicy {
  readonly bytes: number;
}

/** What is attached to a target, and which of it are policies of the organization's own, by id. */
export interface Attached {
  readonly policies: GuardrailNode["policies"];
  readonly own: ReadonlyMap<OrganizationPolicyId, GuardrailPolicy>;
}

/** @throws Error where an attached policy is gone: the store deletes attachments with it, so it is a bug, and never an allow. */
export async function loadPolicy(
  tx: ReadTransaction,
  id: OrganizationPolicyId,
  { organization, layer, library }: Loading & { readonly layer: GuardrailLayer },
): Promise<LoadedPolicy> {
  const record = await tx.organizationPolicies.byId(id);
  if (record === undefined) throw new Error(`The attached policy ${id} does not exist.`);
  const arn = guardrailArn(organization, TYPE_OF_LAYER[layer], record.id);
  return { arn, policy: library.compile(record.content, layer), bytes: documentBytes(record.content) };
}

export interface Loading {
  readonly organization: OrganizationRecord;
  readonly library: PolicyLibrary;
}

type PolicyFinder = (id: OrganizationPolicyId, layer: GuardrailLayer) => Promise<GuardrailPolicy>;

/** @param find finds a policy of the organization's own */
export async function loadAttached(
  tx: ReadTransaction,
  targetId: OrganizationTargetId,
  { organization, library, find }: Loading & { readonly find: PolicyFinder },
): Promise<Attached> {
  const attachments = await tx.organizationAttachments.ofTarget(targetId);
  const own = new Map<OrganizationPolicyId, GuardrailPolicy>();
  const load = async (layer: GuardrailLayer): Promise<readonly GuardrailPolicy[]> => {
    const policies: GuardrailPolicy[] = [];
    for (const { policyId } of ofLayer(attachments, layer)) {
      const aws = awsGuardrail(policyId);
      if (aws !== undefined) {
        const arn = guardrailArn(organization, aws.type, policyId);
        policies.push({ arn, policy: library.compile(aws.content, layer) });
        continue;
      }
      const found = await find(policyId, layer);
      own.set(policyId, found);
      policies.push(found);
    }
    return policies;
  };
  const policies = {
    serviceControl: await load("serviceControl"),
    resourceControl: await load("resourceControl"),
  };
  return { policies, own };
}

function ofLayer(attachments: readonly OrganizationAttachmentRecord[], layer: GuardrailLayer) {
  return attachments.filter(({ policyType }) => policyType === TYPE_OF_LAYER[layer]);
}

export function rootBranch(organization: OrganizationRecord, { policies }: Attached, number: number): Branch {
  const { id: organizationId, managementAccountId: accountId, rootId } = organization;
  const arn = formatArn("organization-root", { accountId, organizationId, rootId });
  return {
    organization,
    number,
    path: `${organizationId}/${rootId}/`,
    node: { arn, policies },
    isCurrent: true,
  };
}

export function unitBranch(
  { organization, path, node: parent }: Branch,
  { id: unitId }: OrganizationalUnitRecord,
  { policies, number }: Attached & Pick<Branch, "number">,
): Branch {
  const { id: organizationId, managementAccountId: accountId } = organization;
  const arn = formatArn("organizational-unit", { accountId, organizationId, unitId });
  return {
    organization,
    number,
    unitId,
    path: `${path}${unitId}/`,
    node: { arn, parent, policies },
    isCurrent: true,
  };
}

/** An account's place under a root or unit. */
export function placeUnder(
  { organization, path, node: parent }: Branch,
  accountId: AccountId,
  { policies, library }: Pick<Attached, "policies"> & Pick<Loading, "library">,
): AccountPlace {
  const node: GuardrailNode = { arn: memberArn(organization, accountId), parent, policies };
  const levels = (layer: GuardrailLayer): PolicyLevels | undefined => {
    if (!isInForce(organization, layer) || accountId === organization.managementAccountId) return undefined;
    const setAt = ({ policies: attached }: GuardrailNode) => library.setOf(attached[layer].map(policyOf));
    return library.levelsOf(levelsDownTo(node).map(setAt));
  };
  const [serviceControl, resourceControl] = GUARDRAIL_LAYERS.map(levels);
  return {
    organizationId: organization.id,
    paths: [path],
    ...(serviceControl !== undefined && { serviceControl }),
    ...(resourceControl !== undefined && { resourceControl }),
    node,
  };
}

function policyOf({ policy }: GuardrailPolicy): CompiledPolicy {
  return policy;
}

/** An organization for billing alone has no policies. */
function isInForce({ featureSet, enabledPolicyTypes }: OrganizationRecord, layer: GuardrailLayer): boolean {
  return featureSet === "ALL" && enabledPolicyTypes.includes(TYPE_OF_LAYER[layer]);
}

function memberArn(
  { id: organizationId, managementAccountId }: OrganizationRecord,
  memberId: AccountId,
): Arn {
  return formatArn("organization-account", { accountId: managementAccountId, organizationId, memberId });
}

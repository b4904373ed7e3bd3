import { type CompiledPolicy, type LayerName, whySkipped } from "@rolecall/policy";
import type { ReadTransaction } from "@rolecall/store";
import { documentOf } from "../cache/policy-library.ts";
import { type Caller, isIdentified } from "../caller/caller.ts";
import type { Directory } from "../directory/directory.ts";
import { type GuardrailNode, levelsDownTo } from "../guardrails/account-place.ts";
import { GUARDRAIL_LAYERS, type GuardrailLayer } from "../guardrails/guardrail-policies.ts";
import type { AskedPermission } from "./asked-permission.ts";
import type { ConditionFacts } from "./condition-context.ts";
import type { Standing } from "./policy-layers.ts";
import { sessionPolicies } from "./session-policy.ts";

/** A policy that could have had a say in a decision, and where it stood. */
export interface ConsultedPolicy {
  readonly layer: LayerName;
  readonly policy: CompiledPolicy;
  /** Its JSON text. */
  readonly document: string;
  /** A managed policy's. */
  readonly arn?: string | undefined;
  /** An inline policy's, where it has one: a role's trust policy and a session's own have none. */
  readonly name?: string | undefined;
  /** The ARN of the user, group, role, session or resource that has it, or of the organization's root, unit or account. */
  readonly attachedTo: string;
}

interface Consulting {
  readonly caller: Caller;
  readonly standing: Standing;
  readonly permissions: readonly AskedPermission[];
}

/**
 * The policies that a denied request was decided by, matching or not, in the transaction that denied it. What Rolecall itself
 * grants in the place of a resource's policy is no policy that anybody wrote, and does not stand here.
 */
export async function consultedPolicies(
  { tx, directory }: { readonly tx: ReadTransaction; readonly directory: Directory },
  { caller, standing, permissions }: Consulting,
): Promise<readonly ConsultedPolicy[]> {
  const sources: readonly Source[] = [
    ...standing.sources,
    ...(await ofSession(tx, caller, directory)),
    ...ofResources(permissions),
    ...ofOrganizations(permissions),
  ];
  return sources.flatMap((source) => {
    const document = documentOf(source.policy);
    return document === undefined ? [] : [{ ...source, document }];
  });
}

type Source = Omit<ConsultedPolicy, "document">;

async function ofSession(
  tx: ReadTransaction,
  caller: Caller,
  directory: Directory,
): Promise<readonly Source[]> {
  if (!isIdentified(caller) || caller.session === undefined) return [];
  const { inlinePolicy, policyArns = [] } = caller.session;
  const arns = inlinePolicy === undefined ? policyArns : [undefined, ...policyArns];
  const policies = (await sessionPolicies(tx, caller.session, directory)) ?? [];
  const place = { layer: "session", attachedTo: caller.arn } as const;
  const { delegation } = caller.session;
  return [
    ...policies.map((policy, index) => ({ ...place, policy, arn: arns[index] })),
    ...(delegation === undefined
      ? []
      : [{ ...place, policy: directory.sessionLibrary.compile(delegation.policy, "session") }]),
  ];
}

/** Each resource's policy once, however many permissions are asked on it. */
function ofResources(permissions: readonly AskedPermission[]): readonly Source[] {
  const attached = new Map<CompiledPolicy, string>();
  for (const { layers, question } of permissions) {
    for (const policy of layers.resource?.policies ?? []) attached.set(policy, question.resource);
  }
  return [...attached].map(([policy, attachedTo]) => ({ layer: "resource", policy, attachedTo }));
}

/** What is attached to each level above caller and resources, where the layer is asked about any of the permissions. */
function ofOrganizations(permissions: readonly AskedPermission[]): readonly Source[] {
  return GUARDRAIL_LAYERS.flatMap((layer) => {
    const nodes = permissions
      .filter(
        ({ layers, question }) => layers[layer] !== undefined && whySkipped(layer, question) === undefined,
      )
      .flatMap(({ facts }) => nodesOver(facts, layer));
    return [...new Set(nodes)].flatMap(({ arn: attachedTo, policies }) =>
      policies[layer].map(({ arn, policy }) => ({ layer, policy, arn, attachedTo })),
    );
  });
}

/** The levels of a layer, from the root down. */
export function nodesOver({ places }: ConditionFacts, layer: GuardrailLayer): readonly GuardrailNode[] {
  const place = layer === "serviceControl" ? places.principalPlace : places.resourcePlace;
  return place === undefined ? [] : levelsDownTo(place.node);
}

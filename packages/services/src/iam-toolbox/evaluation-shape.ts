import type { Evaluation, PolicyInfo, PolicyType } from "@rolecall/contracts/iam-toolbox";
import type { KeptEvaluation, KeptPolicy } from "@rolecall/operations";
import type { Decision, LayerName } from "@rolecall/policy";
import { isOwnDecision, ownContext } from "./own-part.ts";
import type { SeenDenial } from "./seen-denial.ts";

const EFFECTS = {
  allowed: "ALLOW",
  explicitDeny: "EXPLICIT_DENY",
  implicitDeny: "IMPLICIT_DENY",
} as const satisfies Record<Decision["decision"], Evaluation["evaluatedEffect"]>;

const TYPES: Readonly<Record<LayerName, PolicyType>> = {
  identity: "IDENTITY_BASED_POLICY",
  boundary: "PERMISSIONS_BOUNDARY",
  session: "SESSION_POLICY",
  resource: "RESOURCE_BASED_POLICY",
  serviceControl: "SERVICE_CONTROL_POLICY",
  resourceControl: "RESOURCE_CONTROL_POLICY",
  endpoint: "VPC_ENDPOINT_POLICY",
};

/**
 * An evaluation as the reader may see it. "An implicit denial produces no matched policies."
 * @param ownUris of the policies that belong to the reader
 */
export function evaluationShape(
  evaluation: KeptEvaluation,
  denial: SeenDenial,
  ownUris: ReadonlySet<string>,
): Evaluation {
  const { action, resource, decision, matches } = evaluation;
  const isOwn = isOwnDecision(evaluation, denial);
  const matched = isOwn && decision !== "implicitDeny" ? matches.filter(({ uri }) => ownUris.has(uri)) : [];
  return {
    action,
    // "Empty for actions that are not resource-specific."
    resource: resource === "*" ? "" : resource,
    context: ownContext(evaluation, denial),
    ...(isOwn && { evaluatedEffect: EFFECTS[decision] }),
    matchedPolicies: onceEach(matched).map(({ uri, statements }) => ({
      uri,
      matchedStatements: statements.map(({ sid, effect }) => ({
        sid,
        evaluatedEffect: effect === "Allow" ? "ALLOW" : "DENY",
      })),
    })),
  };
}

/** A policy that is attached to several, such as levels of an organization, stands once, with all of them. */
export function policyShapes(policies: readonly KeptPolicy[]): readonly PolicyInfo[] {
  return onceEach(policies).map(({ layer, isInline, uri }) => ({
    type: TYPES[layer],
    inline: isInline,
    uri,
    attachedTo: policies
      .filter((each) => each.uri === uri && each.layer === layer)
      .map(({ attachedTo: arn }) => ({ arn })),
  }));
}

/** The first of each URI, and of each layer where there are several. */
function onceEach<Item extends { readonly uri: string; readonly layer?: LayerName }>(
  items: readonly Item[],
): readonly Item[] {
  return [...new Map(items.map((item) => [`${item.layer ?? ""} ${item.uri}`, item])).values()];
}

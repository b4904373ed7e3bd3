import type { Denial } from "@rolecall/access";
import { matchedStatements } from "@rolecall/policy";

/**
 * The ARN of the managed policy that denied explicitly; undefined where nothing did, or only what has no ARN: inline policies
 * and those of resources. Of several that deny AWS tells one.
 */
export function decidingPolicyArn({ question, layers, decision, policies }: Denial): string | undefined {
  if (decision.decision !== "explicitDeny") return undefined;
  const hasBoundary = decision.layer === "resource" && layers.boundary !== undefined;
  return policies.find(
    ({ layer, arn, policy }) =>
      layer === decision.layer &&
      arn !== undefined &&
      matchedStatements(question, policy, hasBoundary).some(({ effect }) => effect === "Deny"),
  )?.arn;
}

import type { CompiledPolicy, Statement } from "@rolecall/policy";
import { grantsService, isWholeService } from "../service-access/granted-services.ts";

/**
 * Whether policies let somebody at a service at all: one allows an action of it, and none denies all of it without a condition.
 * Boundaries, policies of an organization and resources are not looked at (recorded).
 */
export function allowsService(policies: readonly CompiledPolicy[], namespace: string): boolean {
  return (
    policies.some((policy) => grantsService(policy, namespace)) &&
    !policies.some((policy) => deniesService(policy, namespace))
  );
}

function deniesService({ byService, spanning }: CompiledPolicy, namespace: string): boolean {
  const about = [...(byService.get(namespace) ?? []), ...spanning];
  return about.some(({ source }) => isWholeDenial(source, namespace));
}

function isWholeDenial({ effect, action, resource, conditions }: Statement, namespace: string): boolean {
  if (effect !== "Deny" || action.negated || conditions.length > 0) return false;
  const isEverywhere = resource === undefined || (!resource.negated && resource.values.includes("*"));
  return isEverywhere && action.values.some((value) => isWholeService(value.toLowerCase(), namespace));
}

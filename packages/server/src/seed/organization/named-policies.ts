import type { OrganizationPolicyType } from "@rolecall/store";
import { FULL_ACCESS_ID, FULL_RESOURCE_ACCESS_ID } from "../../organization/tree/organization-tree.ts";
import type { SeedOrganizationPolicy } from "./seed-organization.ts";

/** A policy that a list may name: the seed's own, or AWS's. */
export interface NamedPolicy {
  readonly name: string;
  readonly type: OrganizationPolicyType;
  /** Of AWS's policies: these are attached without being asked for. */
  readonly awsId?: string;
}

const AWS_POLICIES: readonly NamedPolicy[] = [
  { name: "FullAWSAccess", type: "SERVICE_CONTROL_POLICY", awsId: FULL_ACCESS_ID },
  { name: "RCPFullAWSAccess", type: "RESOURCE_CONTROL_POLICY", awsId: FULL_RESOURCE_ACCESS_ID },
];

export type PolicyLookUp = NamedPolicy | "unknown" | "ambiguous";

/** `TYPE/NAME` */
export function qualifiedName({ type, name }: Pick<NamedPolicy, "type" | "name">): string {
  return `${type}/${name}`;
}

/** How the lists of a seed name policies: by name, and by type and name where a name is taken by two types. */
export function namePolicies(
  policies: readonly SeedOrganizationPolicy[] = [],
): (reference: string) => PolicyLookUp {
  const all: readonly NamedPolicy[] = [...AWS_POLICIES, ...policies];
  const byName = Map.groupBy(all, ({ name }) => name);
  const byQualifiedName = new Map(all.map((policy) => [qualifiedName(policy), policy]));
  return (reference) => {
    const [first, second] = byName.get(reference) ?? [];
    if (first !== undefined && second === undefined) return first;
    return byQualifiedName.get(reference) ?? (first === undefined ? "unknown" : "ambiguous");
  };
}

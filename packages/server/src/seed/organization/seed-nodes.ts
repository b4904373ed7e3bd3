import type { SeedPath } from "../seed-path.ts";
import type { SeedMember, SeedOrganization, SeedRoot, SeedUnit } from "./seed-organization.ts";

/** The root or a unit, with its place in the seed. */
export interface SeedNode {
  readonly path: SeedPath;
  readonly node: SeedRoot | SeedUnit;
}

/** An account where it is placed. */
export interface SeedPlacement {
  readonly path: SeedPath;
  readonly member: SeedMember;
  /** Under which it stands. */
  readonly node: SeedNode;
}

const TOP: SeedPath = ["organization", "root"];

export function rootOf({ root = {} }: SeedOrganization): SeedNode {
  return { path: TOP, node: root };
}

export function innerUnits({ path, node }: SeedNode): readonly (SeedNode & { readonly node: SeedUnit })[] {
  return (node.units ?? []).map((unit, index) => ({
    path: [...path, "units", index],
    node: unit,
  }));
}

/** The root and all units, each before those in it. */
export function* nodesOf(organization: SeedOrganization): Iterable<SeedNode> {
  const waiting = [rootOf(organization)];
  for (let node = waiting.shift(); node !== undefined; node = waiting.shift()) {
    yield node;
    waiting.unshift(...innerUnits(node));
  }
}

function placementsIn(node: SeedNode): readonly SeedPlacement[] {
  return (node.node.accounts ?? []).map((account, index) => ({
    path: [...node.path, "accounts", index],
    member: typeof account === "string" ? { id: account } : account,
    node,
  }));
}

export function* placementsOf(organization: SeedOrganization): Iterable<SeedPlacement> {
  for (const node of nodesOf(organization)) yield* placementsIn(node);
}

/** Everything that policies can be attached to, with its place. */
export function* targetsOf(organization: SeedOrganization) {
  for (const node of nodesOf(organization)) yield { path: node.path, attachments: node.node, node };
  for (const placement of placementsOf(organization)) {
    yield { path: placement.path, attachments: placement.member, placement };
  }
}

import type { LocatedSeed } from "../located-seed.ts";
import type { SeedPath } from "../seed-path.ts";
import { nodesOf } from "./seed-nodes.ts";
import type { SeedOrganization } from "./seed-organization.ts";

interface PlacedId {
  readonly id: string | undefined;
  readonly path: SeedPath;
}

/** Ids that a seed gives stand for one thing each, and units carry their root's. @throws SeedError */
export function checkIds({ fail, describe }: LocatedSeed, organization: SeedOrganization): void {
  const seen = new Map<string, SeedPath>();
  for (const { id, path } of idsOf(organization)) {
    if (id === undefined) continue;
    const other = seen.get(id);
    if (other !== undefined)
      throw fail(path, `${id} is the id of something else. The other one is ${describe(other)}.`);
    seen.set(id, path);
  }
  const root = organization.root?.id;
  for (const { node, path } of nodesOf(organization)) {
    if (!("name" in node) || node.id === undefined) continue;
    if (root === undefined) throw fail([...path, "id"], "where units have ids, the root needs one too");
    if (!node.id.startsWith(`ou-${root.slice("r-".length)}-`))
      throw fail(
        [...path, "id"],
        `a unit under ${root} has an id that begins with ou-${root.slice("r-".length)}-`,
      );
  }
}

function* idsOf(organization: SeedOrganization): Iterable<PlacedId> {
  for (const { node, path } of nodesOf(organization)) yield { id: node.id, path: [...path, "id"] };
  for (const [index, { id }] of (organization.policies ?? []).entries()) {
    yield { id, path: ["organization", "policies", index, "id"] };
  }
}

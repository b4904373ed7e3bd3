import type { RootId } from "@rolecall/names";
import { tagList } from "../families/tags.ts";
import { formatSeedPath } from "../seed-path.ts";
import type { OrganizationWriter } from "./organization-writer.ts";
import { innerUnits, placementsOf, rootOf, type SeedNode } from "./seed-nodes.ts";
import type { SeedOrganization } from "./seed-organization.ts";

/** The id that a root or unit of the seed has got, by its place there. */
export type UnitIds = ReadonlyMap<string, string>;

/** Makes the units, and puts accounts and tags where the seed has them. @returns the id of each unit, and of the root */
export async function applyTree(
  writer: OrganizationWriter,
  organization: SeedOrganization,
  rootId: RootId,
): Promise<UnitIds> {
  const root = rootOf(organization);
  const ids = new Map([[formatSeedPath(root.path), rootId as string]]);
  await applyUnits(writer, root, ids);
  const { asManagement } = writer;
  for (const { path, member, node } of placementsOf(organization)) {
    const DestinationParentId = ids.get(formatSeedPath(node.path))!;
    if (DestinationParentId !== rootId) {
      await asManagement(
        "MoveAccount",
        { AccountId: member.id, SourceParentId: rootId, DestinationParentId },
        path,
      );
    }
    if (member.tags !== undefined)
      await asManagement("TagResource", { ResourceId: member.id, Tags: tagList(member.tags) ?? [] }, path);
  }
  const Tags = tagList(root.node.tags);
  if (Tags !== undefined) await asManagement("TagResource", { ResourceId: rootId, Tags }, root.path);
  return ids;
}

async function applyUnits(
  writer: OrganizationWriter,
  parent: SeedNode,
  ids: Map<string, string>,
): Promise<void> {
  for (const unit of innerUnits(parent)) {
    const { name: Name, tags } = unit.node;
    const input = { ParentId: ids.get(formatSeedPath(parent.path))!, Name, Tags: tagList(tags) };
    const made = await writer.asManagement("CreateOrganizationalUnit", input, unit.path);
    ids.set(formatSeedPath(unit.path), made.OrganizationalUnit?.Id ?? "");
    await applyUnits(writer, unit, ids);
  }
}

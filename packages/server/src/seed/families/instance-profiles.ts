import { nameIdentity, type SeedFamily } from "./family.ts";
import { record, text } from "./json-schema.ts";
import { type SeedTags, tagList, tagsSchema } from "./tags.ts";

export interface SeedInstanceProfile {
  readonly name: string;
  readonly path?: string;
  /** The name of a role of the account. */
  readonly role?: string;
  readonly tags?: SeedTags;
}

/** Roles stand before them. */
export const instanceProfiles: SeedFamily<SeedInstanceProfile> = {
  schema: record(["name"], { name: text, path: text, role: text, tags: tagsSchema }),
  identities: ({ name }) => [nameIdentity("Instance profile", name)],
  documents: () => [],
  async create({ name: InstanceProfileName, path: Path, role, tags }, { path, writer }) {
    const input = { InstanceProfileName, Path, Tags: tagList(tags) };
    await writer.run("CreateInstanceProfile", input, path);
    if (role === undefined) return;
    const both = { InstanceProfileName, RoleName: role };
    await writer.run("AddRoleToInstanceProfile", both, [...path, "role"]);
  },
};

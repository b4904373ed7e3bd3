import { nameIdentity, type SeedFamily } from "./family.ts";
import { record, text } from "./json-schema.ts";
import { addPolicies, inlineDocuments, policiesSchema, type SeedPolicies } from "./own-policies.ts";

export interface SeedGroup extends SeedPolicies {
  readonly name: string;
  readonly path?: string;
}

export const groups: SeedFamily<SeedGroup> = {
  schema: record(["name"], { name: text, path: text, ...policiesSchema }),
  identities: ({ name }) => [nameIdentity("Group", name)],
  documents: inlineDocuments,
  async create(group, place) {
    const { path, writer } = place;
    const GroupName = group.name;
    await writer.run("CreateGroup", { GroupName, Path: group.path }, path);
    await addPolicies(group, place, {
      attach: (PolicyArn, at) => writer.run("AttachGroupPolicy", { GroupName, PolicyArn }, at),
      put: (PolicyName, PolicyDocument, at) =>
        writer.run("PutGroupPolicy", { GroupName, PolicyName, PolicyDocument }, at),
    });
  },
};

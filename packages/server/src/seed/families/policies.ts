import { documentSchema, documentText, type SeedDocument } from "./document.ts";
import { nameIdentity, type SeedFamily } from "./family.ts";
import { record, text } from "./json-schema.ts";
import { type SeedTags, tagList, tagsSchema } from "./tags.ts";

/** A customer-managed policy. */
export interface SeedPolicy {
  readonly name: string;
  readonly path?: string;
  readonly description?: string;
  readonly document: SeedDocument;
  readonly tags?: SeedTags;
}

export const policies: SeedFamily<SeedPolicy> = {
  schema: record(["name", "document"], {
    name: text,
    path: text,
    description: text,
    document: documentSchema,
    tags: tagsSchema,
  }),
  identities: ({ name }) => [nameIdentity("Policy", name)],
  documents: ({ document }) => [{ path: ["document"], document, kind: "identity", managed: true }],
  async create(policy, { path, writer }) {
    const input = {
      PolicyName: policy.name,
      Path: policy.path,
      Description: policy.description,
      PolicyDocument: documentText(policy.document),
      Tags: tagList(policy.tags),
    };
    await writer.run("CreatePolicy", input, path);
  },
};

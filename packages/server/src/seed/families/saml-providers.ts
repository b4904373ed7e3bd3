import { nameIdentity, type SeedFamily } from "./family.ts";
import { record, text } from "./json-schema.ts";
import { type SeedTags, tagList, tagsSchema } from "./tags.ts";

export interface SeedSamlProvider {
  readonly name: string;
  /** A document, which begins with `<`; or where it is, from the seed's folder. */
  readonly metadata: string | { readonly file: string };
  readonly tags?: SeedTags;
}

export const samlProviders: SeedFamily<SeedSamlProvider> = {
  schema: record(["name", "metadata"], {
    name: text,
    metadata: { anyOf: [text, record(["file"], { file: text })] },
    tags: tagsSchema,
  }),
  identities: ({ name }) => [nameIdentity("SAML provider", name)],
  documents: () => [],
  async create({ name, metadata, tags }, { path, writer }) {
    const at = [...path, "metadata"];
    const SAMLMetadataDocument = isDocument(metadata)
      ? metadata
      : await writer.readBeside(at, fileOf(metadata));
    await writer.run("CreateSAMLProvider", { Name: name, SAMLMetadataDocument, Tags: tagList(tags) }, path);
  },
};

function isDocument(metadata: SeedSamlProvider["metadata"]): metadata is string {
  return typeof metadata === "string" && metadata.trimStart().startsWith("<");
}

function fileOf(metadata: SeedSamlProvider["metadata"]): string {
  return typeof metadata === "string" ? metadata : metadata.file;
}

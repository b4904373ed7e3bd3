import { type JsonSchema, text } from "./json-schema.ts";

export type SeedTags = Readonly<Record<string, string>>;

export const tagsSchema: JsonSchema = { type: "object", additionalProperties: text };

/** The tags as IAM takes them. */
export function tagList(tags: SeedTags | undefined): readonly { Key: string; Value: string }[] | undefined {
  return tags === undefined ? undefined : Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

import type { Tag } from "@rolecall/store";

export const NO_TAGS: ReadonlyMap<string, string> = new Map();

/** Tags by lower-case key, as condition keys ask for them. */
export function tagsByLowerCaseKey(tags: readonly Tag[]): ReadonlyMap<string, string> {
  return tags.length === 0 ? NO_TAGS : new Map(tags.map((tag) => [tag.key.toLowerCase(), tag.value]));
}

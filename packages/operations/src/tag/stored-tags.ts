/** The tags that a resource keeps. */
import type { Tag } from "@rolecall/store";
import type { Environment } from "../environment.ts";
import { readTags, type StoredTagRules, tagIdentity } from "./tag-rules.ts";
import type { WireTag } from "./wire-tag.ts";

/** The rules of a kind of resources, and how many tags each may have. */
export interface TagKeeping {
  readonly rules: StoredTagRules;
  limit(env: Environment): number;
}

/**
 * The tags that something is made with, of an input.
 * @throws what the rules say of keys that are reserved or come twice, and of too many
 */
export function newTags(
  tags: readonly WireTag[] | undefined,
  { rules, limit }: TagKeeping,
  env: Environment,
): readonly Tag[] {
  const added = readTags(tags, rules);
  refuseTooMany(added, rules, limit(env));
  return added;
}

/**
 * Adds tags to those that are there. A key that is there already keeps its place and takes the new value and spelling.
 * @throws what the rules say of too many
 */
export function mergeTags(
  present: readonly Tag[],
  added: readonly Tag[],
  { rules, limit }: { readonly rules: StoredTagRules; readonly limit: number },
): readonly Tag[] {
  const byKey = new Map(present.map((tag) => [tagIdentity(tag.key, rules), tag]));
  for (const tag of added) byKey.set(tagIdentity(tag.key, rules), tag);
  const merged = [...byKey.values()];
  refuseTooMany(merged, rules, limit);
  return merged;
}

/**
 * Takes tags away by key. Keys that are not there are passed over, as on AWS, unless the rules refuse them.
 * @throws what the rules say of no keys, and of one that is not there
 */
export function removeTags(
  present: readonly Tag[],
  keys: readonly string[],
  rules: Pick<StoredTagRules, "foldsCase" | "nothingToRemove" | "absentKey">,
): readonly Tag[] {
  if (keys.length === 0 && rules.nothingToRemove !== undefined) throw rules.nothingToRemove();
  const removed = new Set(keys.map((key) => tagIdentity(key, rules)));
  if (rules.absentKey !== undefined) {
    const there = new Set(present.map(({ key }) => tagIdentity(key, rules)));
    for (const key of removed) if (!there.has(key)) throw rules.absentKey();
  }
  return present.filter((tag) => !removed.has(tagIdentity(tag.key, rules)));
}

function refuseTooMany(tags: readonly Tag[], rules: StoredTagRules, limit: number): void {
  if (tags.length > limit) throw rules.tooMany(limit);
}

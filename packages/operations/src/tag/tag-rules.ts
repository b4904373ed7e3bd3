/**
 * What is asked of tags before they are kept. What is the same in every service is done here; what a service says of it, and
 * whether it folds the case of keys, are its own. Source: AWS Tagging User Guide, "Tag naming limits and requirements".
 */
import type { Tag } from "@rolecall/store";
import type { WireTag } from "./wire-tag.ts";

/** How a kind of resources has its tags. */
export interface TagRules {
  /** Whether `Team` and `team` are one key. */
  readonly foldsCase: boolean;
  /** Of a key that AWS keeps for itself. */
  reservedKey(): Error;
  /** Of two keys that are one. */
  duplicateKey(): Error;
}

/** Those of resources that keep a bounded number of tags. */
export interface StoredTagRules extends TagRules {
  /** Of more tags than a resource may have. */
  tooMany(limit: number): Error;
  /** Of an empty list of tags to add, where it is refused. */
  nothingToAdd?(): Error;
  /** Of an empty list of keys to take away, where it is refused. */
  nothingToRemove?(): Error;
  /** Of a key to take away that is not there, where it is not passed over. */
  absentKey?(): Error;
}

/** Keys that AWS keeps for itself, in any case. */
const RESERVED_PREFIX = "aws:";

/** What of a key tells it from others. */
export function tagIdentity(key: string, { foldsCase }: Pick<TagRules, "foldsCase">): string {
  return foldsCase ? key.toLowerCase() : key;
}

/** @throws what the rules say of a key that AWS keeps for itself */
export function refuseReservedKey(key: string, rules: TagRules): void {
  if (key.toLowerCase().startsWith(RESERVED_PREFIX)) throw rules.reservedKey();
}

/**
 * The tags of an input as they are kept.
 * @throws what the rules say of the first key that is reserved, or was there before
 */
export function readTags(tags: readonly WireTag[] | undefined, rules: TagRules): readonly Tag[] {
  if (tags === undefined) return NO_TAGS;
  const seen = new Set<string>();
  return tags.map(({ Key: key, Value: value }) => {
    refuseReservedKey(key, rules);
    const identity = tagIdentity(key, rules);
    if (seen.has(identity)) throw rules.duplicateKey();
    seen.add(identity);
    return { key, value };
  });
}

const NO_TAGS: readonly Tag[] = [];

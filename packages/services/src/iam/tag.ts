/** Tags of IAM entities. Source: IAM User Guide, "Tags for AWS Identity and Access Management resources". */
import type { Tag as WireTag } from "@rolecall/contracts/iam";
import type { Tag } from "@rolecall/store";
import { iamError } from "./error.ts";

/** Keys that AWS keeps for itself, in any case. */
const RESERVED_PREFIX = "aws:";

/**
 * The tags of an input as they are stored.
 * @throws InvalidInput where two keys differ in case alone, or a key is reserved
 */
export function checkTags(tags: readonly WireTag[] | undefined): readonly Tag[] {
  if (tags === undefined) return [];
  const seen = new Set<string>();
  return tags.map(({ Key: key, Value: value }) => {
    const folded = key.toLowerCase();
    if (folded.startsWith(RESERVED_PREFIX)) {
      throw iamError("InvalidInput", "Tag keys that begin with 'aws:' are reserved and cannot be changed.");
    }
    if (seen.has(folded)) {
      throw iamError(
        "InvalidInput",
        "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
      );
    }
    seen.add(folded);
    return { key, value };
  });
}

/**
 * Adds tags to those that are there. A key that is there already, in any case, takes the new value and keeps its place and
 * its spelling: AWS compares keys without regard to case and keeps the first spelling.
 * @throws LimitExceeded where there would be more than `limit`
 */
export function mergeTags(present: readonly Tag[], added: readonly Tag[], limit: number): readonly Tag[] {
  const byKey = new Map(present.map((tag) => [tag.key.toLowerCase(), tag]));
  for (const tag of added) {
    const folded = tag.key.toLowerCase();
    byKey.set(folded, { key: byKey.get(folded)?.key ?? tag.key, value: tag.value });
  }
  if (byKey.size > limit) {
    throw iamError("LimitExceeded", "The number of tags has reached the maximum limit.");
  }
  return [...byKey.values()];
}

/** Takes tags away by key, without regard to case. Keys that are not there are passed over, as on AWS. */
export function removeTags(present: readonly Tag[], keys: readonly string[]): readonly Tag[] {
  const removed = new Set(keys.map((key) => key.toLowerCase()));
  return present.filter((tag) => !removed.has(tag.key.toLowerCase()));
}

export function tagsToWire(tags: readonly Tag[]): readonly WireTag[] {
  return tags.map(({ key, value }) => ({ Key: key, Value: value }));
}

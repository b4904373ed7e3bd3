/** Tags of IAM entities. Source: IAM User Guide, "Tags for AWS Identity and Access Management resources". */
import type { Tag as WireTag } from "@rolecall/contracts/iam";
import type { Tag } from "@rolecall/store";
import { iamError } from "../error.ts";

/** Keys that AWS keeps for itself, in any case. */
const RESERVED_PREFIX = "aws:";

/** Users and roles fold the case of their tags' keys; policies, instance profiles and the others tell `Team` from `team`. */
export type TagKeyCase = "folded" | "exact";

const IDENTITY_OF: Readonly<Record<TagKeyCase, (key: string) => string>> = {
  folded: (key) => key.toLowerCase(),
  exact: (key) => key,
};

const DUPLICATE_KEYS: Readonly<Record<TagKeyCase, string>> = {
  folded: "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
  exact: "Duplicate tag keys found.",
};

/**
 * The tags of an input as they are stored.
 * @throws InvalidInput where two keys are the same, or a key is reserved
 */
export function checkTags(
  tags: readonly WireTag[] | undefined,
  keyCase: TagKeyCase = "folded",
): readonly Tag[] {
  if (tags === undefined) return [];
  const seen = new Set<string>();
  return tags.map(({ Key: key, Value: value }) => {
    if (key.toLowerCase().startsWith(RESERVED_PREFIX)) {
      throw iamError("InvalidInput", "Tag keys beginning with aws: are reserved for system use.");
    }
    const identity = IDENTITY_OF[keyCase](key);
    if (seen.has(identity)) throw iamError("InvalidInput", DUPLICATE_KEYS[keyCase]);
    seen.add(identity);
    return { key, value };
  });
}

/**
 * Adds tags to those that are there. A key that is there already keeps its place and takes the new value and spelling.
 * @throws LimitExceeded where there would be more than `limit`
 */
export function mergeTags(
  present: readonly Tag[],
  added: readonly Tag[],
  { limit, keyCase = "folded" }: { readonly limit: number; readonly keyCase?: TagKeyCase },
): readonly Tag[] {
  const identify = IDENTITY_OF[keyCase];
  const byKey = new Map(present.map((tag) => [identify(tag.key), tag]));
  for (const tag of added) byKey.set(identify(tag.key), tag);
  if (byKey.size > limit) {
    throw iamError("LimitExceeded", "The number of tags has reached the maximum limit.");
  }
  return [...byKey.values()];
}

/** Takes tags away by key. Keys that are not there are passed over, as on AWS. */
export function removeTags(
  present: readonly Tag[],
  keys: readonly string[],
  keyCase: TagKeyCase = "folded",
): readonly Tag[] {
  const identify = IDENTITY_OF[keyCase];
  const removed = new Set(keys.map(identify));
  return present.filter((tag) => !removed.has(identify(tag.key)));
}

/**
 * What TagUser and TagRole say of an empty list; policies and instance profiles take one.
 * @throws InvalidInput
 */
export function refuseNoTags(tags: readonly WireTag[]): void {
  // The space at the end is AWS's (recorded).
  if (tags.length === 0) throw iamError("InvalidInput", "Error occurred while validating input. ");
}

export function tagsToWire(tags: readonly Tag[]): readonly WireTag[] {
  return tags.map(({ key, value }) => ({ Key: key, Value: value }));
}

/** Session tags. Source: IAM User Guide, "Pass session tags in AWS STS". */

import type { Tag as WireTag } from "@rolecall/contracts/sts";
import type { SessionClaims } from "@rolecall/credentials";
import { commonError } from "@rolecall/operations";
import type { Tag } from "@rolecall/store";

/** The tags of a new session. */
export interface SessionTags {
  /** Those passed in this call. */
  readonly passed: readonly Tag[];
  /** Passed and inherited, by key; without prototype, since keys are the client's choice. */
  readonly all: Readonly<Record<string, string>>;
  readonly transitiveKeys: readonly string[];
}

/** Keys that AWS keeps for itself, in any case. Source: IAM User Guide, "Tags for IAM resources", "Choose a tag naming convention". */
const RESERVED_PREFIX = "aws:";

interface Passed {
  readonly Tags?: readonly WireTag[] | undefined;
  readonly TransitiveTagKeys?: readonly string[] | undefined;
}

interface Joining {
  readonly calling: SessionClaims | undefined;
  /** Tags that a session may have, those handed on included. */
  readonly limit: number;
}

/**
 * Joins the tags passed with those that the calling session hands on.
 * @throws InvalidParameterValue where keys are AWS's own or repeat, where a transitive key has no tag, or where a tag would replace one that was
 * handed on.
 */
export function joinSessionTags(input: Passed, { calling, limit }: Joining): SessionTags {
  const passed = (input.Tags ?? []).map(({ Key: key, Value: value }) => ({ key, value }));
  const transitive = input.TransitiveTagKeys ?? [];
  const passedKeys = foldedKeys(passed.map((tag) => tag.key));
  if ([...passedKeys].some((key) => key.startsWith(RESERVED_PREFIX))) {
    throw commonError("invalidParameterValue", "Tag keys beginning with aws: are reserved for system use.");
  }
  if (passedKeys.size !== passed.length) {
    throw commonError(
      "invalidParameterValue",
      "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
    );
  }
  if (transitive.some((key) => !passedKeys.has(key.toLowerCase()))) {
    throw commonError(
      "invalidParameterValue",
      "The specified transitive tag key must be included in the requested tags.",
    );
  }
  const inherited = inheritedTags(calling);
  if (inherited.some((tag) => passedKeys.has(tag.key.toLowerCase()))) {
    throw commonError(
      "invalidParameterValue",
      "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    );
  }
  if (inherited.length + passed.length > limit) {
    throw commonError(
      "invalidParameterValue",
      `A session has at most ${limit} tags, those of the calling session included.`,
    );
  }
  return {
    passed,
    all: byKey([...inherited, ...passed]),
    transitiveKeys: [...inherited.map((tag) => tag.key), ...transitive],
  };
}

function inheritedTags(calling: SessionClaims | undefined): readonly Tag[] {
  const keys = foldedKeys(calling?.transitiveTagKeys ?? []);
  return Object.entries(calling?.sessionTags ?? {})
    .filter(([key]) => keys.has(key.toLowerCase()))
    .map(([key, value]) => ({ key, value }));
}

function foldedKeys(keys: readonly string[]): ReadonlySet<string> {
  return new Set(keys.map((key) => key.toLowerCase()));
}

function byKey(tags: readonly Tag[]): Readonly<Record<string, string>> {
  const record: Record<string, string> = Object.create(null);
  for (const { key, value } of tags) record[key] = value;
  return record;
}

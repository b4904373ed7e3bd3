/** Session tags. Source: IAM User Guide, "Pass session tags in AWS STS". */

import type { SessionClaims } from "@rolecall/credentials";
import type { Tag } from "@rolecall/store";
import { type CommonError, commonError } from "../refuse/common-error.ts";
import { readTags, refuseReservedKey, type TagRules, tagIdentity } from "../tag/tag-rules.ts";
import type { WireTag } from "../tag/wire-tag.ts";

/** The tags of a new session. */
export interface SessionTags {
  /** Those passed in this call. */
  readonly passed: readonly Tag[];
  /** Passed and inherited, by key; without prototype, since keys are the client's choice. */
  readonly all: Readonly<Record<string, string>>;
  readonly transitiveKeys: readonly string[];
}

const SESSION_TAGS: TagRules = {
  foldsCase: true,
  reservedKey: () => invalid("Tag keys beginning with aws: are reserved for system use."),
  duplicateKey: () => invalid("Duplicate tag keys found. Please note that Tag keys are case insensitive."),
};

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
  // Whether a key is AWS's own is asked of all of them first.
  for (const { Key: key } of input.Tags ?? []) refuseReservedKey(key, SESSION_TAGS);
  const passed = readTags(input.Tags, SESSION_TAGS);
  const transitive = input.TransitiveTagKeys ?? [];
  const passedKeys = foldedKeys(passed.map((tag) => tag.key));
  if (transitive.some((key) => !passedKeys.has(fold(key)))) {
    throw invalid("The specified transitive tag key must be included in the requested tags.");
  }
  const inherited = inheritedTags(calling);
  if (inherited.some((tag) => passedKeys.has(fold(tag.key)))) {
    throw invalid(
      "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    );
  }
  if (inherited.length + passed.length > limit) {
    throw invalid(`A session has at most ${limit} tags, those of the calling session included.`);
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
    .filter(([key]) => keys.has(fold(key)))
    .map(([key, value]) => ({ key, value }));
}

function foldedKeys(keys: readonly string[]): ReadonlySet<string> {
  return new Set(keys.map(fold));
}

function fold(key: string): string {
  return tagIdentity(key, SESSION_TAGS);
}

function invalid(message: string): CommonError {
  return commonError("invalidParameterValue", message);
}

function byKey(tags: readonly Tag[]): Readonly<Record<string, string>> {
  const record: Record<string, string> = Object.create(null);
  for (const { key, value } of tags) record[key] = value;
  return record;
}

import type { Environment } from "@rolecall/operations";
import { newTags as checkedTags, type StoredTagRules, type WireTag } from "@rolecall/operations";
import type { Tag } from "@rolecall/store";
import { constraintViolation, invalidInput } from "./error.ts";
import { ORGANIZATIONS_QUOTAS } from "./quotas.ts";

/** Tags of what is in an organization tell `Team` from `team`. Source: Organizations User Guide, "Tagging AWS Organizations resources". */
export const ORGANIZATIONS_TAGS: StoredTagRules = {
  foldsCase: false,
  reservedKey: () => invalidInput("INVALID_SYSTEM_TAGS_PARAMETER"),
  duplicateKey: () => invalidInput("DUPLICATE_TAG_KEY"),
  tooMany: () => constraintViolation("MAX_TAG_LIMIT_EXCEEDED"),
};

export function tagLimit(env: Environment): number {
  return ORGANIZATIONS_QUOTAS.of(env).TagsPerResource;
}

/** The tags that something is made with, as the input brings them, of which tag policies say nothing. */
export function ungovernedTags(tags: readonly WireTag[] | undefined, env: Environment): readonly Tag[] {
  return checkedTags(tags, { rules: ORGANIZATIONS_TAGS, limit: tagLimit }, env);
}

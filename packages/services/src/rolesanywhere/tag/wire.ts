/** Tags as IAM Roles Anywhere has them on the wire: in small letters. */
import type { Tag as WireTag } from "@rolecall/contracts/rolesanywhere";
import type { Environment } from "@rolecall/operations";
import { newTags as checkedTags, mergeTags, readTags, type StoredTagRules } from "@rolecall/operations";
import type { Tag } from "@rolecall/store";
import { invalid, rolesAnywhereError } from "../error.ts";
import { ROLES_ANYWHERE_QUOTAS } from "../quotas.ts";

export const TAG_RULES: StoredTagRules = {
  foldsCase: false,
  reservedKey: () => invalid("Tag keys that begin with aws: are reserved."),
  duplicateKey: () => invalid("The request has more than one tag of the same key."),
  tooMany: (limit) => rolesAnywhereError("TooManyTagsException", `A resource has more than ${limit} tags.`),
};

const limit = (env: Environment) => ROLES_ANYWHERE_QUOTAS.of(env).TagsPerResource;

function spelled(tags: readonly WireTag[]) {
  return tags.map(({ key, value }) => ({ Key: key, Value: value }));
}

/** The tags that something is made with. */
export function newTags(tags: readonly WireTag[] | undefined, env: Environment): readonly Tag[] {
  return checkedTags(tags && spelled(tags), { rules: TAG_RULES, limit }, env);
}

/** @throws TooManyTagsException, ValidationException */
export function withTagsAdded(
  present: readonly Tag[],
  tags: readonly WireTag[],
  env: Environment,
): readonly Tag[] {
  return mergeTags(present, readTags(spelled(tags), TAG_RULES), { rules: TAG_RULES, limit: limit(env) });
}

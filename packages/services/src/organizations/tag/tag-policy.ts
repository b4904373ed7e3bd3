/**
 * Tag policies on the tags of what is in an organization itself: all of it is the management account's, whose effective policy
 * counts. Source: Organizations User Guide, "Tag policies", "Services and resource types that support enforcement".
 */
import type { Call, WireTag } from "@rolecall/operations";
import type { OrganizationRecord, ReadTransaction, Tag } from "@rolecall/store";
import { levelsOf, mergeLevels } from "../effective-policy/inherited-policies.ts";
import { constraintViolation } from "../error.ts";
import type { Scalar } from "../management-policy/policy-node.ts";
import { ungovernedTags } from "../tag-rules.ts";

/** What `enforced_for` calls the things of an organization that have tags. */
export type TagPolicyResource = "account" | "ou" | "policy" | "root";

/**
 * Asked of tags that are new or get another value: those that stand there already may stay.
 * @throws ConstraintViolation TAG_POLICY_VIOLATION
 */
export async function checkTagPolicy(
  tx: ReadTransaction,
  organization: OrganizationRecord,
  { resource, tags }: { readonly resource: TagPolicyResource; readonly tags: readonly Tag[] },
): Promise<void> {
  if (tags.length === 0 || !organization.enabledPolicyTypes.includes("TAG_POLICY")) return;
  const management = await tx.organizationMembers.ofAccount(organization.managementAccountId);
  if (management === undefined) throw new Error(`${organization.id} is managed by no member.`);
  const document = mergeLevels(await levelsOf({ tx, organization, type: "TAG_POLICY" }, management));
  const rules = new Map(Object.entries((document?.tags ?? {}) as Readonly<Record<string, TagRule>>));
  const isRefused = tags.some((tag) => {
    const rule = rules.get(tag.key.toLowerCase());
    return rule !== undefined && isEnforced(rule, resource) && !complies(tag, rule);
  });
  if (isRefused) throw constraintViolation("TAG_POLICY_VIOLATION");
}

/**
 * The tags that something is to be made with, as the input brings them.
 * @throws what the rules of tags say, and ConstraintViolation TAG_POLICY_VIOLATION
 */
export async function tagsOfNew(
  { tx, env }: Pick<Call<unknown, ReadTransaction>, "tx" | "env">,
  organization: OrganizationRecord,
  { resource, tags }: { readonly resource: TagPolicyResource; readonly tags: readonly WireTag[] | undefined },
): Promise<readonly Tag[]> {
  const read = ungovernedTags(tags, env);
  await checkTagPolicy(tx, organization, { resource, tags: read });
  return read;
}

/** Of one key, as policies come to it. */
interface TagRule {
  readonly tag_key?: string;
  readonly tag_value?: Scalar | readonly Scalar[];
  readonly enforced_for?: Scalar | readonly Scalar[];
}

function isEnforced({ enforced_for: enforcedFor }: TagRule, resource: TagPolicyResource): boolean {
  return listOf(enforcedFor).some((each) =>
    [`organizations:${resource}`, "organizations:*", "organizations:ALL_SUPPORTED"].includes(each),
  );
}

/** The key in the policy's own case, and one of its values, where it lists any. */
function complies({ key, value }: Tag, { tag_key: tagKey, tag_value: tagValue }: TagRule): boolean {
  const allowed = listOf(tagValue);
  return (tagKey === undefined || tagKey === key) && (allowed.length === 0 || allowed.some(matches(value)));
}

/** AWS allows one `*` in a value. Of more the first counts, and the rest stand for themselves. */
function matches(value: string): (pattern: string) => boolean {
  return (pattern) => {
    const star = pattern.indexOf("*");
    if (star < 0) return pattern === value;
    const [head, tail] = [pattern.slice(0, star), pattern.slice(star + 1)];
    return value.length >= head.length + tail.length && value.startsWith(head) && value.endsWith(tail);
  };
}

function listOf(value: Scalar | readonly Scalar[] | undefined): readonly string[] {
  const values = value === undefined ? [] : [value].flat();
  return values.map(String);
}

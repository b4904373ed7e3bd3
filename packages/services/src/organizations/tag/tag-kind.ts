import type { On, TaggedKind, WireTag } from "@rolecall/operations";
import { requestTags } from "@rolecall/operations";
import type { OrganizationRecord, Tag } from "@rolecall/store";
import { calledBy, type Subject, type Work } from "../access/called-by.ts";
import { refusal } from "../error.ts";
import { ORGANIZATIONS_TAGS, tagLimit } from "../tag-rules.ts";
import { checkTagPolicy } from "./tag-policy.ts";
import { type FoundTaggable, findTaggable, type Taggable } from "./taggable.ts";

interface Naming {
  readonly ResourceId: string;
}

interface Identified extends Taggable {
  readonly id: string;
  readonly organization: OrganizationRecord;
  /** Those that it had. */
  readonly present: readonly Tag[];
}

const taggable: Subject<Naming & Changes, FoundTaggable, Identified> = {
  find: ({ tx, input }, { organization }) => findTaggable(tx, organization, input.ResourceId),
  // What is sent is told here, and not by the operation, so that the delegation policy can ask for it too.
  permission: ({ input }, { permission }) => ({
    ...permission,
    ...requestTags(input.Tags),
    ...(input.TagKeys !== undefined && { requestTagKeys: input.TagKeys }),
  }),
  take({ taggable: found }, { input }, { organization }) {
    if (found === undefined) throw refusal("TargetNotFoundException");
    return { ...found, id: input.ResourceId, organization, present: found.tags };
  },
};

interface Changes {
  readonly Tags?: readonly WireTag[] | undefined;
  readonly TagKeys?: readonly string[] | undefined;
}

const on = calledBy("delegates", taggable);
type Found = Parameters<typeof on.take>[0];

/** As the operations on tags want it: the thing alone. */
const onThing: On<Naming, Found, Identified> = {
  ...on,
  take: (found, call) => (on.take(found, call) satisfies Work<Identified>).subject,
};

export const TAGGED: TaggedKind<Naming, Identified, Identified> = {
  on: onThing as TaggedKind<Naming, Identified, Identified>["on"],
  onToTag: onThing as TaggedKind<Naming, Identified, Identified>["onToTag"],
  rules: ORGANIZATIONS_TAGS,
  limit: tagLimit,
  tagsOf: ({ tags }) => tags,
  idOf: ({ id }) => id,
  async update(tx, { keep, tags, resource, organization, present }) {
    const had = new Map(present.map(({ key, value }) => [key, value]));
    const changed = tags.filter(({ key, value }) => had.get(key) !== value);
    if (resource !== undefined) await checkTagPolicy(tx, organization, { resource, tags: changed });
    await keep(tx, tags);
  },
};

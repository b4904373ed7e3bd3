import { anything, type Operation, removeTags } from "@rolecall/operations";
import { rolesAnywhere } from "../define.ts";
import { taggable } from "./taggable.ts";
import { TAG_RULES, withTagsAdded } from "./wire.ts";

/** https://docs.aws.amazon.com/rolesanywhere/latest/APIReference/API_TagResource.html, and so the others. */
export const tagOperations: readonly Operation[] = [
  rolesAnywhere.write("TagResource", {
    on: taggable,
    details: ({ input }) => ({ requestTags: input.tags }),
    perform: async ({ call: { input, tx, env }, target }) => {
      await target.keep(tx, withTagsAdded(target.tags, input.tags, env));
      return {};
    },
  }),
  rolesAnywhere.write("UntagResource", {
    on: taggable,
    details: ({ input }) => ({ requestTagKeys: input.tagKeys }),
    perform: async ({ call: { input, tx }, target }) => {
      await target.keep(tx, removeTags(target.tags, input.tagKeys, TAG_RULES));
      return {};
    },
  }),
  // AWS knows no resource of it.
  rolesAnywhere.read("ListTagsForResource", {
    on: { ...taggable, permission: anything.permission },
    perform: async ({ target }) => ({ tags: target.tags.toSorted((a, b) => (a.key < b.key ? -1 : 1)) }),
  }),
];

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagUser.html, and the same for whatever else has tags. */
import type { Empty } from "@rolecall/contracts";
import type { Tag as WireTag } from "@rolecall/contracts/iam";
import type { StepsOn } from "@rolecall/operations";
import type { Tag, WriteTransaction } from "@rolecall/store";
import type { TaggedKind } from "../kinds.ts";
import { IAM_QUOTAS } from "../quotas.ts";
import { requestTags } from "../requirement.ts";
import { checkTags, mergeTags, refuseNoTags, removeTags } from "./tag.ts";

interface Tagged {
  readonly tags: readonly Tag[];
}

type Changing<Input, Record> = StepsOn<Input, Empty, WriteTransaction, unknown, Record, undefined>;

export function tag<Naming, Shown, Record extends Tagged>(
  kind: TaggedKind<Naming, Shown, Record>,
): Changing<Naming & { readonly Tags: readonly WireTag[] }, Record> {
  return {
    on: kind.onToTag,
    details: ({ input }) => requestTags(input.Tags),
    perform: async ({ call: { input, tx, env }, target: record }) => {
      if (kind.refusesNoTags) refuseNoTags(input.Tags);
      const added = checkTags(input.Tags, kind.keyCase);
      const limits = { limit: IAM_QUOTAS.of(env).TagsPerEntity, keyCase: kind.keyCase };
      await kind.update(tx, { ...record, tags: mergeTags(record.tags, added, limits) });
      return {};
    },
  };
}

export function untag<Naming, Shown, Record extends Tagged>(
  kind: TaggedKind<Naming, Shown, Record>,
): Changing<Naming & { readonly TagKeys: readonly string[] }, Record> {
  return {
    on: kind.onToTag,
    details: ({ input }) => ({ requestTagKeys: input.TagKeys }),
    perform: async ({ call: { input, tx }, target: record }) => {
      const tags = removeTags(record.tags, input.TagKeys, kind.keyCase);
      await kind.update(tx, { ...record, tags });
      return {};
    },
  };
}

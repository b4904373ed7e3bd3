/**
 * The operations that read and change the tags of a kind of resources. What it is about is the kind's, pages are the contract's,
 * and an operation whose input or output the contract spells otherwise does not compile.
 */
import type { Empty } from "@rolecall/contracts";
import type { ReadTransaction, Tag, WriteTransaction } from "@rolecall/store";
import type { On, StepsOn } from "../on.ts";
import { openPage, type PageMarks } from "../page/open-page.ts";
import { pageOf } from "../page/page-of.ts";
import { mergeTags, removeTags, type TagKeeping } from "./stored-tags.ts";
import { readTags } from "./tag-rules.ts";
import { requestTags, tagsToWire, type WireTag } from "./wire-tag.ts";

interface Tagged {
  readonly tags: readonly Tag[];
}

/** A kind whose resources have tags. `Shown` is what is read, `Record` what is changed. */
export interface TaggedKind<Naming, Shown, Record extends Tagged> extends TagKeeping {
  readonly on: On<Naming, unknown, Shown>;
  readonly onToTag: On<Naming, unknown, Record>;
  tagsOf(shown: Shown): readonly Tag[];
  /** What a page's token holds for. */
  idOf(shown: Shown): string;
  update(tx: WriteTransaction, record: Record): Promise<void>;
}

type Changing<Input, Record> = StepsOn<Input, Empty, WriteTransaction, unknown, Record, undefined>;

/** Adds tags. https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagUser.html, and so elsewhere. */
export function tagging<Naming extends object, Shown, Record extends Tagged>(
  kind: TaggedKind<Naming, Shown, Record>,
): Changing<Naming & { readonly Tags: readonly WireTag[] }, Record> {
  const { rules } = kind;
  return {
    on: kind.onToTag,
    details: ({ input }) => requestTags(input.Tags),
    perform: async ({ call: { input, tx, env }, target: record }) => {
      if (input.Tags.length === 0 && rules.nothingToAdd !== undefined) throw rules.nothingToAdd();
      const added = readTags(input.Tags, rules);
      const tags = mergeTags(record.tags, added, { rules, limit: kind.limit(env) });
      await kind.update(tx, { ...record, tags });
      return {};
    },
  };
}

/** Takes tags away. */
export function untagging<Naming extends object, Shown, Record extends Tagged>(
  kind: TaggedKind<Naming, Shown, Record>,
): Changing<Naming & { readonly TagKeys: readonly string[] }, Record> {
  return {
    on: kind.onToTag,
    details: ({ input }) => ({ requestTagKeys: input.TagKeys }),
    perform: async ({ call: { input, tx }, target: record }) => {
      await kind.update(tx, { ...record, tags: removeTags(record.tags, input.TagKeys, kind.rules) });
      return {};
    },
  };
}

interface Listed extends PageMarks {
  readonly Tags: readonly WireTag[];
}

/** Lists tags, sorted by key. */
export function listingTags<Naming extends object, Shown, Record extends Tagged>(
  kind: TaggedKind<Naming, Shown, Record>,
): StepsOn<Naming, Listed, ReadTransaction, unknown, Shown, undefined> {
  return {
    on: kind.on,
    perform: async ({ call, target }) => {
      const pager = openPage(call, kind.idOf(target));
      const page = pageOf(kind.tagsOf(target), ({ key }) => key, pager.request);
      return { Tags: tagsToWire(page.items), ...pager.marks(page) };
    },
  };
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUserTags.html, and the same for whatever else has tags. */
import type { Tag as WireTag } from "@rolecall/contracts/iam";
import { openPage, type PageMarks, pageOf, type StepsOn } from "@rolecall/operations";
import type { ReadTransaction, Tag } from "@rolecall/store";
import type { TaggedKind } from "../kinds.ts";
import { tagsToWire } from "./tag.ts";

interface Listing {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

interface Listed extends PageMarks {
  readonly Tags: readonly WireTag[];
}

/** Sorted by key. */
export function listTags<Naming, Shown, Record extends { readonly tags: readonly Tag[] }>(
  kind: TaggedKind<Naming, Shown, Record>,
): StepsOn<Naming & Listing, Listed, ReadTransaction, unknown, Shown, undefined> {
  return {
    on: kind.on,
    perform: async ({ call, target }) => {
      const pager = openPage(call, kind.idOf(target));
      const page = pageOf(kind.tagsOf(target), ({ key }) => key, pager.request);
      return { Tags: tagsToWire(page.items), ...pager.marks(page) };
    },
  };
}

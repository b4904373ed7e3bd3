/**
 * Lists that come in pages: Marker, MaxItems, IsTruncated. A marker is sealed and bound to the operation, the account and the
 * filters, so that it tells nothing, cannot be made up, and does not fit another list.
 */

import { openText, sealText } from "@rolecall/credentials";
import type { Call } from "@rolecall/operations";
import type { Page, PageRequest } from "@rolecall/store";
import { validationError } from "./error.ts";

/** What IAM answers at most where MaxItems is left out. Source: IAM API Reference, "MaxItems". */
const DEFAULT_MAX_ITEMS = 100;

interface PagedInput {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

interface PageMarks {
  readonly IsTruncated: boolean;
  readonly Marker?: string;
}

export interface Pager {
  /** For the store's lists, or for `pageOf`. */
  readonly request: PageRequest;
  /** The members of the answer that tell whether there is more. */
  marks(page: Pick<Page<unknown>, "next">): PageMarks;
}

/**
 * Reads where a list is to go on.
 * @param operation its name and whatever filters the list; a marker holds for the same ones alone
 * @throws ValidationError "Invalid Marker." for a marker that was not given by the same list
 */
export function openPage(
  call: Pick<Call<PagedInput, unknown>, "input" | "caller" | "env">,
  operation: string,
  ...filters: readonly (string | undefined)[]
): Pager {
  const { input, caller, env } = call;
  const context = JSON.stringify([operation, caller.accountId, ...filters.map((filter) => filter ?? null)]);
  const limit = input.MaxItems ?? DEFAULT_MAX_ITEMS;
  const marks = ({ next }: Pick<Page<unknown>, "next">): PageMarks =>
    next === undefined
      ? { IsTruncated: false }
      : { IsTruncated: true, Marker: sealText(env.keyRing, "marker", next, context) };
  if (input.Marker === undefined) return { request: { limit }, marks };
  const after = openText(env.keyRing, "marker", input.Marker, context);
  if (after === undefined) throw validationError("Invalid Marker.");
  return { request: { limit, after }, marks };
}

/**
 * Pages a list that is short enough to be read whole. It is sorted by `keyOf` (unique in the list), so that what is added or
 * deleted between two pages moves nothing else.
 */
export function pageOf<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  request: PageRequest,
): Page<Item> {
  const { after, limit } = request;
  const sorted = items
    .map((item) => ({ item, key: keyOf(item) }))
    .filter(({ key }) => after === undefined || key > after)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const page = sorted.slice(0, limit);
  const last = page.at(-1);
  const isLast = sorted.length <= limit || last === undefined;
  return { items: page.map(({ item }) => item), ...(isLast ? {} : { next: last.key }) };
}

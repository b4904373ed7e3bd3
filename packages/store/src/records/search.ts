/** Searches: rows of a table that are asked for by what they are, sorted, counted and cut into pages by the store. */
import type { AccountId } from "./identifier.ts";

/** `:` is contained in. Of what a row has several of (groups), one has to be so; with `!`, none. */
export type SearchOperator = "=" | "!=" | ":" | "!:" | "<" | ">";

/** What a property is compared with: a text, milliseconds or a count, yes or no. */
export type SearchValue = string | number | boolean;

/**
 * Text compares as its property folds it: names and e-mail addresses without regard to case, umlauts included; paths, policies and
 * tags without regard to the case of ASCII alone. `<` and `>` are for numbers: what a row does not have is neither.
 */
export interface SearchCondition<Property extends string> {
  readonly property: Property;
  readonly operator: SearchOperator;
  readonly value: SearchValue;
}

export interface SearchRequest<Property extends string, Part extends string = never> {
  /** All of them hold. */
  readonly conditions: readonly SearchCondition<Property>[];
  /** Contained in one of these properties, which are texts. */
  readonly text?: { readonly value: string; readonly properties: readonly Property[] } | undefined;
  /** What has no such value comes before what has; equals by name, or by id where there are no names. */
  readonly sortBy: Property;
  readonly isDescending: boolean;
  readonly offset: number;
  readonly limit: number;
  /** What is read of the rows of the page besides their records. */
  readonly parts: readonly Part[];
}

/** @typeParam Found a row of the page, with what was asked for of it */
export interface SearchPage<Found> {
  readonly found: readonly Found[];
  /** Of the rows that all conditions hold for. */
  readonly count: number;
}

/**
 * What SQL cannot look into: a document of a row, which the caller reads. Asked once the other conditions hold, of every row for which
 * they do.
 */
export interface DocumentTest {
  /** Must hold. */
  readonly holds?: (document: string) => boolean;
  /** One more way in which a row may have the text that is looked for. */
  readonly holdsText?: (document: string) => boolean;
}

export type Search<Property extends string, Part extends string, Found> = (
  accountId: AccountId,
  request: SearchRequest<Property, Part>,
) => Promise<SearchPage<Found>>;

/** How a table is described that can be searched: what its columns stand for, and what it is filtered and sorted by. */

import type { AccountId } from "@rolecall/names";
import type { Call, Permission, Preparation } from "@rolecall/operations";
import type {
  DocumentTest,
  EpochMilliseconds,
  ReadTransaction,
  SearchCondition,
  SearchPage,
  SearchRequest,
} from "@rolecall/store";
import type { SearchInput } from "./search-input.ts";

/** @typeParam Learned what has to be known besides, of more than one row */
export interface SearchColumn<Found, Row, Property extends string, Part extends string, Learned = undefined> {
  /**
   * The operations that it stands for, whose permissions are asked for on all of the kind, and on each row that is shown. Absent where
   * the list itself shows it.
   */
  readonly needs?: readonly string[];
  /** Read where it is asked for alone. */
  readonly isOptional?: true;
  readonly parts?: readonly Part[];
  readonly sortedBy?: Property;
  /** What the row has of it; absent where each row has it. */
  readonly show?: (found: Found, now: EpochMilliseconds, learned: Learned) => Partial<Row>;
}

/** How the value of a filter is read. */
export type SearchFilter<Property extends string, Learned = undefined> = {
  /** Whose permissions it takes. */
  readonly column: string;
} & (
  | { readonly kind: "text" | "flag"; readonly property: Property }
  /** `service:Name`. */
  | { readonly kind: "action"; readonly property: Property }
  /** The age of a time: `>` 90 is longer ago than 90 days. */
  | { readonly kind: "days"; readonly property: Property }
  /** Texts of the document that a row has. */
  | { readonly kind: "document"; readonly textsOf: (document: string) => readonly string[] }
  /** One of a closed set. */
  | { readonly kind: "choice"; readonly choices: SearchChoices<Property, Learned> }
);

/** What a choice comes to: conditions of the store, a question to the document, or both. */
interface Chosen<Property extends string, Learned> {
  readonly conditions?: readonly SearchCondition<Property>[];
  readonly document?: (document: string, learned: Learned) => boolean;
}

export type SearchChoices<Property extends string, Learned = undefined> = Readonly<
  Record<string, (now: EpochMilliseconds) => Chosen<Property, Learned>>
>;

export interface SearchTable<Found, Row, Property extends string, Part extends string, Learned = undefined> {
  /** The operation that it is authorized as: `iam:ListUsers`. */
  readonly list: `${string}:${string}`;
  /** What the list is on. */
  onList(accountId: AccountId): Permission;
  /** All of the kind, as one resource or a few. */
  onAll(accountId: AccountId): readonly string[];
  onRow(found: Found): Permission;
  readonly columns: Readonly<Record<string, SearchColumn<Found, Row, Property, Part, Learned>>>;
  readonly filters: Readonly<Record<string, SearchFilter<Property, Learned>>>;
  /** Filters of texts, in which a Query looks. */
  readonly texts: readonly string[];
  /** A column. */
  readonly sortedBy: string;
  /** What each row has. */
  core(found: Found): Row;
  /** Work before the transaction, in which others get their turn. */
  readonly prepare?: (preparation: Preparation<SearchInput>) => Promise<void>;
  /** What `learn` is asked for: where one of these columns is shown, filtered or sorted by. */
  readonly learnsFor?: readonly string[];
  readonly learn?: (call: Call<unknown, ReadTransaction>) => Promise<Learned>;
  /** @param document what is asked of the document that each row has */
  search(
    call: Pick<Call<unknown, ReadTransaction>, "tx" | "caller" | "env" | "now">,
    request: SearchRequest<Property, Part>,
    document: DocumentTest,
  ): Promise<SearchPage<Found>>;
}

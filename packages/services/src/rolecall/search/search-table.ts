/** How a table is described that can be searched: what its columns stand for, and what it is filtered and sorted by. */

import type { AccountId } from "@rolecall/names";
import type { Permission } from "@rolecall/operations";
import type {
  EpochMilliseconds,
  ReadTransaction,
  SearchCondition,
  SearchPage,
  SearchRequest,
} from "@rolecall/store";

export interface SearchColumn<Found, Row, Property extends string, Part extends string> {
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
  readonly show?: (found: Found, now: EpochMilliseconds) => Partial<Row>;
}

/** How the value of a filter is read. */
export type SearchFilter<Property extends string> = {
  /** Whose permissions it takes. */
  readonly column: string;
} & (
  | { readonly kind: "text" | "flag"; readonly property: Property }
  /** The age of a time: `>` 90 is longer ago than 90 days. */
  | { readonly kind: "days"; readonly property: Property }
  /** One of a closed set. */
  | { readonly kind: "choice"; readonly choices: SearchChoices<Property> }
);

export type SearchChoices<Property extends string> = Readonly<
  Record<string, (now: EpochMilliseconds) => readonly SearchCondition<Property>[]>
>;

export interface SearchTable<Found, Row, Property extends string, Part extends string> {
  /** The operation that it is authorized as: `iam:ListUsers`. */
  readonly list: `${string}:${string}`;
  /** What the list is on. */
  onList(accountId: AccountId): string;
  /** All of the kind, as one resource. */
  onAll(accountId: AccountId): string;
  onRow(found: Found): Permission;
  readonly columns: Readonly<Record<string, SearchColumn<Found, Row, Property, Part>>>;
  readonly filters: Readonly<Record<string, SearchFilter<Property>>>;
  /** Filters of texts, in which a Query looks. */
  readonly texts: readonly string[];
  /** A column. */
  readonly sortedBy: string;
  /** What each row has. */
  core(found: Found): Row;
  search(
    tx: ReadTransaction,
    accountId: AccountId,
    request: SearchRequest<Property, Part>,
  ): Promise<SearchPage<Found>>;
}

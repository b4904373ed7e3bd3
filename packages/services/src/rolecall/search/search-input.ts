import type { SearchOperator } from "@rolecall/store";

export interface WireFilter {
  readonly Property: string;
  readonly Operator: SearchOperator;
  readonly Value: string;
}

/** What the inputs of all searches have. */
export interface SearchInput {
  readonly Query?: string | undefined;
  readonly Filters?: readonly WireFilter[] | undefined;
  readonly SortBy?: string | undefined;
  readonly Descending?: boolean | undefined;
  readonly Page: number;
  readonly PageSize: number;
  readonly Columns?: readonly string[] | undefined;
}

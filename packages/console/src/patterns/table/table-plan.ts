import type { ReactNode } from "react";
import type { ReadModel } from "./read-model.ts";

/** A column of an entity table. */
export interface Column<Row> {
  /** As the read model calls it; a column that may not be read is named by it too. */
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** For "Download as CSV"; the cell's text where it is one. */
  readonly text: (row: Row) => string;
  readonly isSortable?: boolean;
  /** Not shown until somebody chooses it. */
  readonly isOptional?: boolean;
  readonly minWidth?: number;
}

/** A property that the table can be filtered by, besides free text. */
export interface FilterProperty {
  /** As the read model calls it. */
  readonly key: string;
  readonly label: string;
  readonly groupLabel: string;
  /** Values that it may have, where they are few. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly operators?: readonly ("=" | "!=" | ":" | "!:" | "<" | ">")[];
}

/** What an action of the table does with the rows that are chosen. */
export interface RowAction<Row> {
  readonly id: string;
  readonly text: string;
  /** Why it cannot be done now, in a sentence; undefined where it can. */
  readonly whyNot: (chosen: readonly Row[]) => string | undefined;
  readonly run: (chosen: readonly Row[]) => void;
}

/** A table of entities as data. */
export interface TablePlan<Row> {
  /** Under which the preferences of this table are kept: `users`. */
  readonly id: string;
  /** Of one and of several: `user`, `users`. */
  readonly noun: { readonly one: string; readonly several: string };
  readonly title: string;
  /** One sentence: what it is. */
  readonly description: string;
  readonly model: ReadModel;
  readonly nameOf: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  readonly filters: readonly FilterProperty[];
  /** What free text is looked for in: "Names, trusted entities, policies and tags". */
  readonly searched: string;
  readonly create?: { readonly text: string; readonly href: string };
  readonly actions?: readonly RowAction<Row>[];
  /** The command that lists the same, for "Show as AWS CLI". */
  readonly cli: string;
}

import type { Held } from "../sql/column.ts";

/** What a row holds, by the names of the columns; without `position`. */
export type Row = Readonly<Record<string, Held>>;

import { LISTED_CHANGES_MAX } from "../../src/sql/changes.ts";
import type { Subject } from "../../src/sql/noted-subjects.ts";

type Columns = readonly [seqs: number[], positions: number[], kinds: string[], ids: string[]];

/** What writes changed, a number each from `first` on, column by column. */
export function numberChanges(changed: readonly (readonly Subject[] | "all")[], first: number): Columns {
  const columns: Columns = [[], [], [], []];
  for (const [nth, subjects] of changed.entries()) {
    const isListed = subjects !== "all" && subjects.length <= LISTED_CHANGES_MAX;
    const rows = isListed ? subjects : [{ kind: "all", id: "" }];
    for (const [position, { kind, id }] of rows.entries()) {
      columns[0].push(first + nth);
      columns[1].push(position);
      columns[2].push(kind);
      columns[3].push(id);
    }
  }
  return columns;
}

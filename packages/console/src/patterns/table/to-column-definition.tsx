import Icon from "@cloudscape-design/components/icon";
import type { TableProps } from "@cloudscape-design/components/table";
import { isUnreadable, type UnreadableColumn } from "./read-model.ts";
import type { Column } from "./table-plan.ts";

/** A column as the table wants it. One that the reader may not see has a lock in its header, and no cell is shown as empty. */
export function toColumnDefinition<Row>(
  { id, header, cell, isSortable = false, minWidth }: Column<Row>,
  unreadable: readonly UnreadableColumn[],
): TableProps.ColumnDefinition<Row> {
  const found = unreadable.find(({ Column }) => Column === id);
  if (found !== undefined) return { id, header: <Locked header={header} column={found} />, cell: () => "–" };
  return {
    id,
    header,
    cell: (row) => (isUnreadable(row, id) ? <Unreadable /> : cell(row)),
    ...(isSortable && { sortingField: id }),
    ...(minWidth !== undefined && { minWidth }),
  };
}

function Unreadable() {
  return (
    <span title="Not readable by you">
      – <span className="sr">Not readable by you</span>
    </span>
  );
}

function Locked({ header, column }: { readonly header: string; readonly column: UnreadableColumn }) {
  const text = `Not readable by you: ${column.Action}`;
  return (
    <span title={`${text}. ${column.Message}`}>
      {header} <Icon name="lock-private" size="small" />
      <span className="sr">{text}</span>
    </span>
  );
}

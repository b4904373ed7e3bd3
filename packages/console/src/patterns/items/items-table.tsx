import Box from "@cloudscape-design/components/box";
import Header from "@cloudscape-design/components/header";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import type { ReactNode } from "react";
import type { ApiError } from "../../session/api-error.ts";
import { Failed } from "../failed.tsx";
import { formatCount } from "../format-count.ts";

/** What a region asked for, as react-query tells it. */
export interface Asked<Value> {
  readonly data: Value | undefined;
  readonly error: ApiError | null;
}

interface ItemsTableProps<Item> {
  readonly title: string;
  /** Lower case, in the plural: "access keys". */
  readonly what: string;
  readonly description?: ReactNode;
  readonly asked: Asked<readonly Item[]>;
  readonly columns: readonly TableProps.ColumnDefinition<Item>[];
  readonly keyOf: (item: Item) => string;
  /** In place of rows where there are none. */
  readonly nothing: ReactNode;
  readonly actions?: ReactNode;
  readonly filter?: ReactNode;
  readonly pagination?: ReactNode;
  /** Those that the table shows of what was asked; all of it where absent. */
  readonly shown?: readonly Item[];
  readonly chosen?: readonly Item[];
  readonly onChoose?: (items: readonly Item[]) => void;
  readonly isChoosable?: (item: Item) => boolean;
  readonly variant?: "container" | "embedded";
  readonly level?: "h2" | "h3";
}

/** A table within a page, of what one operation lists: loading, denied, failed, none, some. */
export function ItemsTable<Item>(props: ItemsTableProps<Item>) {
  const { title, what, description, asked, columns, keyOf, nothing, actions, level = "h2" } = props;
  const { data, error } = asked;
  const counter = counterOf(data, props.chosen);
  return (
    <Table<Item>
      variant={props.variant ?? "container"}
      items={[...(props.shown ?? data ?? [])]}
      columnDefinitions={columns}
      trackBy={keyOf}
      wrapLines
      loading={data === undefined && error === null}
      loadingText={`Loading ${what}`}
      {...choosing(props)}
      {...(props.filter !== undefined && { filter: props.filter })}
      {...(props.pagination !== undefined && { pagination: props.pagination })}
      ariaLabels={{
        tableLabel: title,
        selectionGroupLabel: `Choose ${what}`,
        allItemsSelectionLabel: () => `Choose all ${what}`,
        itemSelectionLabel: (_selection, item) => keyOf(item),
      }}
      header={
        <Header
          variant={level}
          {...(description !== undefined && { description })}
          {...(counter !== undefined && { counter })}
          actions={actions}
        >
          {title}
        </Header>
      }
      empty={
        error === null ? (
          <Box textAlign="center" padding="m" color="text-body-secondary">
            {nothing}
          </Box>
        ) : (
          <Failed what={`The ${what} could not be read.`} error={error} />
        )
      }
    />
  );
}

/** `(3/1,284)` where it is chosen from. */
function counterOf(
  data: readonly unknown[] | undefined,
  chosen: readonly unknown[] | undefined,
): string | undefined {
  if (data === undefined) return undefined;
  const count = formatCount(data.length);
  return chosen === undefined ? `(${count})` : `(${chosen.length}/${count})`;
}

function choosing<Item>({ chosen, onChoose, isChoosable }: ItemsTableProps<Item>): Partial<TableProps<Item>> {
  if (chosen === undefined || onChoose === undefined) return {};
  return {
    selectionType: "multi",
    selectedItems: [...chosen],
    onSelectionChange: ({ detail }) => onChoose(detail.selectedItems),
    ...(isChoosable !== undefined && { isItemDisabled: (item: Item) => !isChoosable(item) }),
  };
}

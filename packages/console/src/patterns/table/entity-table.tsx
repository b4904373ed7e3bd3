import Table, { type TableProps } from "@cloudscape-design/components/table";
import { useState } from "react";
import { Failed } from "../failed.tsx";
import { TableFilter, TablePreferencesButton } from "./lazy-table-parts.tsx";
import { NothingFound, NothingYet } from "./nothing.tsx";
import { type TablePreferences, usePreferences } from "./preferences.ts";
import { TableHeader } from "./table-header.tsx";
import { TablePages } from "./table-pages.tsx";
import type { Column, TablePlan } from "./table-plan.ts";
import { toColumnDefinition } from "./to-column-definition.tsx";
import { useRows } from "./use-rows.ts";
import { useTableAddress } from "./use-table-address.ts";

/**
 * A page that is a table of entities, over a read model: filter, pages, order, choice, preferences, and every state that it can
 * be in. What it shows stands in the address. Give it a plan, which is data:
 *
 *     export function UsersPage() {
 *       return <EntityTable plan={USERS} />;
 *     }
 */
export function EntityTable<Row>({ plan }: { readonly plan: TablePlan<Row> }) {
  const [address, change] = useTableAddress();
  const [preferences, setPreferences] = usePreferences(plan.id, defaultPreferences(plan));
  const [chosen, setChosen] = useState<readonly Row[]>([]);
  const rows = useRows<Row>(plan, address, preferences);
  const { answer, error, isLoading } = rows;
  const isFiltered = address.query !== "" || address.filters.length > 0;
  const part = { plan, address, change, isLoading };
  const unreadable = answer?.UnreadableColumns ?? [];
  const columns = plan.columns.map((column) => toColumnDefinition(column, unreadable));
  const empty = isFiltered ? (
    <NothingFound plan={plan} query={address.query} onClear={() => change({ query: "", filters: [] })} />
  ) : (
    <NothingYet plan={plan} />
  );
  return (
    <Table<Row>
      variant="full-page"
      stickyHeader={rows.drawn.wereSeen}
      resizableColumns
      enableKeyboardNavigation
      selectionType="multi"
      trackBy={plan.nameOf}
      items={rows.drawn.rows}
      loading={isLoading}
      loadingText={rows.loadingText}
      selectedItems={[...chosen]}
      onSelectionChange={({ detail }) => setChosen(detail.selectedItems)}
      columnDefinitions={columns}
      columnDisplay={[...preferences.contentDisplay]}
      wrapLines={preferences.wrapLines}
      contentDensity={preferences.contentDensity}
      {...sorting(plan.columns, address.sortBy)}
      sortingDescending={address.isDescending}
      onSortingChange={({ detail }) =>
        change({ sortBy: detail.sortingColumn.sortingField, isDescending: detail.isDescending ?? false })
      }
      ariaLabels={labelsOf(plan)}
      renderAriaLive={({ totalItemsCount, firstIndex, lastIndex }) =>
        `${plan.title} ${firstIndex} to ${lastIndex} of ${totalItemsCount ?? 0}`
      }
      {...(answer !== undefined && { totalItemsCount: answer.Count })}
      header={<TableHeader plan={plan} rows={rows} chosen={chosen} query={rows.query} />}
      filter={<TableFilter {...part} count={answer?.Count} />}
      pagination={<TablePages {...part} answer={answer} pageSize={preferences.pageSize} />}
      preferences={
        <TablePreferencesButton
          isLoading={isLoading}
          plan={plan}
          preferences={preferences}
          onConfirm={setPreferences}
        />
      }
      empty={
        error === null ? empty : <Failed what={`The ${plan.noun.several} could not be read.`} error={error} />
      }
    />
  );
}

function defaultPreferences<Row>({ columns }: TablePlan<Row>): TablePreferences {
  return {
    pageSize: 50,
    wrapLines: false,
    contentDensity: "comfortable",
    contentDisplay: columns.map(({ id, isOptional = false }) => ({ id, visible: !isOptional })),
  };
}

function sorting<Row>(
  columns: readonly Column<Row>[],
  sortBy: string | undefined,
): Pick<TableProps<Row>, "sortingColumn"> {
  const column = columns.find(({ id, isSortable }) => id === sortBy && isSortable === true);
  return column === undefined ? {} : { sortingColumn: { sortingField: column.id } };
}

function labelsOf<Row>({ title, noun, nameOf }: TablePlan<Row>): TableProps.AriaLabels<Row> {
  return {
    tableLabel: title,
    selectionGroupLabel: `Choose ${noun.several}`,
    allItemsSelectionLabel: () => `Choose all ${noun.several} of this page`,
    itemSelectionLabel: (_selection, row) => nameOf(row),
    resizerRoleDescription: "resize button",
  };
}

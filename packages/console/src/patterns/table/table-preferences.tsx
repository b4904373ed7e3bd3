import CollectionPreferences from "@cloudscape-design/components/collection-preferences";
import type { TablePreferences } from "./preferences.ts";
import type { TablePlan } from "./table-plan.ts";

export interface TablePreferencesProps<Row> {
  readonly plan: Pick<TablePlan<Row>, "noun" | "columns">;
  readonly preferences: TablePreferences;
  readonly onConfirm: (preferences: TablePreferences) => void;
}

/** How many rows, which columns in which order, wrapped or not, close together or not. */
export function TablePreferencesButton<Row>({ plan, preferences, onConfirm }: TablePreferencesProps<Row>) {
  return (
    <CollectionPreferences
      title="Preferences"
      confirmLabel="Confirm"
      cancelLabel="Cancel"
      preferences={{ ...preferences, contentDisplay: [...preferences.contentDisplay] }}
      onConfirm={({ detail }) =>
        onConfirm({
          pageSize: detail.pageSize ?? preferences.pageSize,
          wrapLines: detail.wrapLines ?? preferences.wrapLines,
          contentDensity: detail.contentDensity ?? preferences.contentDensity,
          contentDisplay: detail.contentDisplay ?? preferences.contentDisplay,
        })
      }
      pageSizePreference={{
        title: "Page size",
        options: [10, 50, 100].map((value) => ({ value, label: `${value} ${plan.noun.several}` })),
      }}
      wrapLinesPreference={{ label: "Wrap lines", description: "Show all of a text" }}
      contentDensityPreference={{ label: "Compact", description: "Rows close together" }}
      contentDisplayPreference={{
        title: "Columns",
        description: "Which are shown, and in which order",
        options: plan.columns.map(({ id, header }, at) => ({ id, label: header, alwaysVisible: at === 0 })),
      }}
    />
  );
}

import { useState } from "react";

/** How a person has a table, kept on this device. Never anything of its contents. */
export interface TablePreferences {
  readonly pageSize: number;
  readonly wrapLines: boolean;
  readonly contentDensity: "comfortable" | "compact";
  readonly contentDisplay: readonly { readonly id: string; readonly visible: boolean }[];
}

const keyOf = (tableId: string) => `rolecall.table.${tableId}`;

/** What is kept for a table; columns that came since are shown as the plan has them. */
export function readPreferences(tableId: string, fallback: TablePreferences): TablePreferences {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(tableId)) ?? "{}") as Partial<TablePreferences>;
    const known = new Set(fallback.contentDisplay.map(({ id }) => id));
    const display = (kept.contentDisplay ?? []).filter(({ id }) => known.has(id));
    const missing = fallback.contentDisplay.filter(({ id }) => !display.some((each) => each.id === id));
    return { ...fallback, ...kept, contentDisplay: [...display, ...missing] };
  } catch {
    return fallback;
  }
}

export function usePreferences(
  tableId: string,
  fallback: TablePreferences,
): readonly [TablePreferences, (preferences: TablePreferences) => void] {
  const [preferences, set] = useState(() => readPreferences(tableId, fallback));
  return [
    preferences,
    (next) => {
      localStorage.setItem(keyOf(tableId), JSON.stringify(next));
      set(next);
    },
  ];
}

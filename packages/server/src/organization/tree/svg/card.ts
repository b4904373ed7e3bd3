import type { TreePolicy } from "../organization-tree.ts";

/** A policy as a small label with a frame. Coordinates are pixels from the card's corner. */
export interface Chip {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly label: string;
  readonly name: string;
  readonly policy: TreePolicy | undefined;
}

/** An account's line in a card. */
export interface Entry {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly kind: "management" | "active" | "inactive";
  readonly name: string;
  readonly fullName: string;
  readonly id: string;
  readonly state: string;
  readonly chips: readonly Chip[];
}

/** A unit as it is drawn: its name, its policies, its accounts. */
export interface Card {
  readonly width: number;
  readonly height: number;
  readonly isRoot: boolean;
  readonly title: string;
  readonly fullTitle: string;
  readonly subtitle: string;
  readonly chips: readonly Chip[];
  readonly entries: readonly Entry[];
}

/** What everything in a card is measured by, in pixels. */
export const CARD = {
  padding: 14,
  titleHeight: 42,
  chipHeight: 20,
  chipGap: 6,
  entryHeight: 22,
  columnGap: 22,
  leastWidth: 190,
  title: { sizePx: 14, isBold: true },
  subtitle: { sizePx: 11, isMonospace: true },
  entry: { sizePx: 12 },
  entryId: { sizePx: 11, isMonospace: true },
  chip: { sizePx: 11 },
  longestTitle: 300,
  longestName: 250,
  longestChip: 220,
} as const;

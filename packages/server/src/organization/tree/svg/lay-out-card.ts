import { showText } from "@rolecall/policy";
import { policyTypeLabel } from "../../policy-types.ts";
import {
  countOf,
  lacksFullAccess,
  notablePolicies,
  type OrganizationTree,
  type TreeAccount,
  type TreePolicy,
  type TreeUnit,
} from "../organization-tree.ts";
import { CARD, type Card, type Chip, type Entry } from "./card.ts";
import { cutText, measureText } from "./measure-text.ts";

/** A unit with its accounts beside one another in as many columns as keep it from becoming a ribbon. */
export function layOutCard(tree: OrganizationTree, unit: TreeUnit): Card {
  const { padding } = CARD;
  const title = cutText(showText(unit.name), CARD.title, CARD.longestTitle);
  const subtitle = `${unit.id} · ${countOf(unit.accounts.length, "account")}`;
  const entries = layOutEntries(tree, unit.accounts);
  const inner = Math.max(
    CARD.leastWidth,
    measureText(title, CARD.title),
    measureText(subtitle, CARD.subtitle),
    entries.width,
    ...labelsOf(tree, unit.policies).map(({ width }) => width),
  );
  const chips = flow(labelsOf(tree, unit.policies), {
    x: padding,
    y: padding + CARD.titleHeight,
    width: inner,
  });
  const top = padding + CARD.titleHeight + chips.height;
  return {
    width: inner + 2 * padding,
    height: top + entries.height + padding / 2,
    isRoot: unit === tree.root,
    title,
    fullTitle: showText(unit.name),
    subtitle,
    chips: chips.chips,
    entries: entries.entries.map((entry) => moved(entry, padding, top)),
  };
}

function moved(entry: Entry, right: number, down: number): Entry {
  const chips = entry.chips.map((chip) => ({ ...chip, x: chip.x + right, y: chip.y + down }));
  return { ...entry, x: entry.x + right, y: entry.y + down, chips };
}

type Label = Pick<Chip, "label" | "name" | "width" | "policy">;

function labelsOf(tree: OrganizationTree, policies: readonly TreePolicy[]): readonly Label[] {
  const attached = notablePolicies(policies).map((policy) => {
    const label = policyTypeLabel(policy.type);
    const name = cutText(showText(policy.name), CARD.chip, CARD.longestChip);
    return { label, name, policy, width: chipWidth(label, name) };
  });
  if (!lacksFullAccess(tree, policies)) return attached;
  const name = "without FullAWSAccess";
  return [{ label: "", name, policy: undefined, width: chipWidth("", name) }, ...attached];
}

function chipWidth(label: string, name: string): number {
  const labelWidth = label === "" ? 0 : measureText(label, { ...CARD.chip, isBold: true }) + 6;
  return 16 + labelWidth + measureText(name, CARD.chip);
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Labels in lines, as words are. */
function flow(
  labels: readonly Label[],
  box: Box,
): { readonly chips: readonly Chip[]; readonly height: number } {
  const lineHeight = CARD.chipHeight + CARD.chipGap;
  const chips: Chip[] = [];
  let x = 0;
  let line = 0;
  for (const label of labels) {
    if (x > 0 && x + label.width > box.width) {
      x = 0;
      line += 1;
    }
    chips.push({ ...label, x: box.x + x, y: box.y + line * lineHeight });
    x += label.width + CARD.chipGap;
  }
  return { chips, height: labels.length === 0 ? 0 : (line + 1) * lineHeight + CARD.chipGap };
}

const ROWS_WANTED = 12;
const MOST_COLUMNS = 4;
const DOT = 16;

interface Entries {
  readonly entries: readonly Entry[];
  readonly width: number;
  readonly height: number;
}

function layOutEntries(tree: OrganizationTree, accounts: readonly TreeAccount[]): Entries {
  if (accounts.length === 0) return { entries: [], width: 0, height: 0 };
  const columns = Math.min(MOST_COLUMNS, Math.ceil(accounts.length / ROWS_WANTED));
  const perColumn = Math.ceil(accounts.length / columns);
  const idWidth = measureText("0".repeat(12), CARD.entryId);
  const names = accounts.map(({ name }) => cutText(showText(name), CARD.entry, CARD.longestName));
  const nameWidth = Math.max(...names.map((name) => measureText(name, CARD.entry)));
  const labels = accounts.map(({ policies }) => labelsOf(tree, policies));
  const chipsWidth = Math.max(0, ...labels.flat().map(({ width }) => width));
  const width = Math.max(DOT + nameWidth + 12 + idWidth, DOT + chipsWidth);
  const heights = Array.from({ length: columns }, () => 0);
  const entries = accounts.map((account, index): Entry => {
    const column = Math.floor(index / perColumn);
    const x = column * (width + CARD.columnGap);
    const y = heights[column]!;
    const box = { x: x + DOT, y: y + CARD.entryHeight, width: width - DOT };
    const chips = flow(labels[index]!, box);
    heights[column] = y + CARD.entryHeight + chips.height;
    const kind =
      account.id === tree.managementAccount
        ? "management"
        : account.state === "ACTIVE"
          ? "active"
          : "inactive";
    const { id, state } = account;
    return {
      x,
      y,
      width,
      kind,
      name: names[index]!,
      fullName: showText(account.name),
      id,
      state,
      chips: chips.chips,
    };
  });
  const total = columns * width + (columns - 1) * CARD.columnGap;
  return { entries, width: total, height: Math.max(...heights) };
}

import { type Paint, paintAnsi, paintPlain } from "@rolecall/policy";
import { policyTypeLabel } from "../../policy-types.ts";
import {
  countOf,
  lacksFullAccess,
  type OrganizationTree,
  summarize,
  type TreeAccount,
  type TreePolicy,
  type TreeUnit,
} from "../organization-tree.ts";
import { type FoldAccounts, foldAccounts, foldNothing } from "./fold-accounts.ts";
import { type Note, renderRow, type TreeRow } from "./tree-row.ts";

export interface TextOptions {
  readonly color: boolean;
  /** Columns; absent where lines may be as long as they like. */
  readonly width?: number | undefined;
  /** Every account, however many there are. */
  readonly isUnfolded: boolean;
}

interface Drawing {
  readonly tree: OrganizationTree;
  readonly fold: FoldAccounts;
}

const MANAGEMENT_MARK = "★ ";

/** An organization as lines of text, its root first. What is usual is not said: FullAWSAccess is named where it is missing. */
export function drawText(tree: OrganizationTree, { color, width, isUnfolded }: TextOptions): string {
  const paint = color ? paintAnsi : paintPlain;
  const fold = isUnfolded ? foldNothing : foldAccounts(tree);
  const rows = [...unitRows({ tree, fold }, tree.root, { guide: "", continued: "" })];
  const lines = rows.flatMap((row) => renderRow(row, paint, width ?? Number.POSITIVE_INFINITY));
  return `${[...headLines(tree, paint), "", ...lines].join("\n")}\n`;
}

function headLines(tree: OrganizationTree, paint: Paint): readonly string[] {
  const types = tree.policyTypes.map(policyTypeLabel).join(", ");
  return [
    `${paint("strong", `Organization ${tree.id}`)}${paint("quiet", ` · ${summarize(tree)}`)}`,
    paint("quiet", `policy types that are enabled: ${types === "" ? "none" : types}`),
  ];
}

/** How a row is led to, and what is under it. */
interface Guides {
  readonly guide: string;
  readonly continued: string;
}

type Member = { readonly unit: TreeUnit } | { readonly account: TreeAccount } | { readonly hidden: number };

function* unitRows(drawing: Drawing, unit: TreeUnit, guides: Guides): Iterable<TreeRow> {
  const { shown, hidden } = drawing.fold(unit);
  const members: readonly Member[] = [
    ...shown.map((account) => ({ account })),
    ...(hidden > 0 ? [{ hidden }] : []),
    ...unit.units.map((inner) => ({ unit: inner })),
  ];
  const under = {
    ...guides,
    continued: members.length === 0 ? `${guides.continued}  ` : `${guides.continued}│ `,
  };
  yield unitRow(drawing, unit, under);
  for (const [index, member] of members.entries()) {
    const isLast = index === members.length - 1;
    const inner = {
      guide: `${guides.continued}${isLast ? "└─ " : "├─ "}`,
      continued: `${guides.continued}${isLast ? "   " : "│  "}`,
    };
    if ("unit" in member) yield* unitRows(drawing, member.unit, inner);
    else if ("account" in member) yield accountRow(drawing.tree, member.account, inner);
    else yield hiddenRow(member.hidden, shown.length, inner);
  }
}

function unitRow({ tree }: Drawing, unit: TreeUnit, guides: Guides): TreeRow {
  return {
    ...guides,
    mark: "",
    name: unit.name,
    nameTone: "strong",
    notes: [{ text: unit.id, tone: "quiet" }, ...fullAccessNote(tree, unit.policies)],
    policies: unit.policies,
  };
}

function accountRow(tree: OrganizationTree, account: TreeAccount, guides: Guides): TreeRow {
  const isManagement = account.id === tree.managementAccount;
  const state: readonly Note[] =
    account.state === "ACTIVE"
      ? []
      : [{ text: account.state.toLowerCase().replaceAll("_", " "), tone: "bad" }];
  return {
    ...guides,
    mark: isManagement ? MANAGEMENT_MARK : "",
    name: account.name,
    nameTone: undefined,
    notes: [
      { text: account.id, tone: "quiet" },
      ...(isManagement ? [{ text: "management account", tone: "good" } as const] : []),
      ...state,
      ...fullAccessNote(tree, account.policies),
    ],
    policies: account.policies,
  };
}

function fullAccessNote(tree: OrganizationTree, policies: readonly TreePolicy[]): readonly Note[] {
  return lacksFullAccess(tree, policies) ? [{ text: "without FullAWSAccess", tone: "bad" }] : [];
}

function hiddenRow(hidden: number, shown: number, guides: Guides): TreeRow {
  const more = shown === 0 ? countOf(hidden, "account") : `${hidden} more accounts`;
  return { ...guides, mark: "", name: `… ${more}`, nameTone: "quiet", notes: [], policies: [] };
}

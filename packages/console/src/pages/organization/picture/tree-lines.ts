import type { TreeNode } from "../organization-tree.ts";

/** Accounts of one unit that are told by their number until somebody opens them. */
export interface Bundle {
  readonly kind: "bundle";
  readonly id: string;
  readonly name: string;
  readonly unitId: string;
}

/** What stands in one row of the tree. */
export interface Line {
  readonly node: TreeNode | Bundle;
  /** Of the root 0. */
  readonly depth: number;
  readonly parent: string | undefined;
  /** Undefined of what holds nothing. */
  readonly isOpen: boolean | undefined;
}

/** More accounts of one unit than this stand in one line. */
const ACCOUNTS_SHOWN = 12;

export interface Folding {
  /** Roots and units of which nothing below is shown. */
  readonly folded: ReadonlySet<string>;
  /** Units of which all accounts are shown, however many. */
  readonly opened: ReadonlySet<string>;
}

/** The lines that are shown, depth first: the order in which they are read and walked through. */
export function listLines(root: TreeNode, folding: Folding): readonly Line[] {
  return linesBelow(root, folding, 0, undefined);
}

function linesBelow(
  node: TreeNode,
  folding: Folding,
  depth: number,
  parent: string | undefined,
): readonly Line[] {
  const isFolded = folding.folded.has(node.id);
  const own = { node, depth, parent, isOpen: node.children.length === 0 ? undefined : !isFolded };
  if (isFolded) return [own];
  const units = node.children.filter(({ kind }) => kind !== "account");
  const accounts = node.children.filter(({ kind }) => kind === "account");
  return [
    own,
    ...units.flatMap((unit) => linesBelow(unit, folding, depth + 1, node.id)),
    ...accountLines(node, accounts, { folding, depth: depth + 1 }),
  ];
}

function accountLines(
  unit: TreeNode,
  accounts: readonly TreeNode[],
  { folding, depth }: { readonly folding: Folding; readonly depth: number },
): readonly Line[] {
  const shown = { depth, parent: unit.id, isOpen: undefined };
  if (accounts.length <= ACCOUNTS_SHOWN || folding.opened.has(unit.id))
    return accounts.map((node) => ({ node, ...shown }));
  return [{ node: bundleOf(unit.id, accounts), ...shown, isOpen: false }];
}

function bundleOf(unitId: string, accounts: readonly TreeNode[]): Bundle {
  const name = `${commonStart(accounts.map((account) => account.name))}${accounts.length} accounts`;
  return { kind: "bundle", id: `${unitId}/accounts`, name, unitId };
}

/** `shop-… ` where all names begin so; nothing where they have no two letters in common. */
function commonStart(names: readonly string[]): string {
  const [first = "", ...others] = names;
  let length = first.length;
  for (const name of others) {
    while (!name.startsWith(first.slice(0, length))) length--;
  }
  return length < 2 ? "" : `${first.slice(0, length)}… `;
}

/** The unit of which an account must be opened to be seen. */
export function unitToOpen(root: TreeNode, id: string): string | undefined {
  if (root.children.some((child) => child.id === id && child.kind === "account")) return root.id;
  for (const child of root.children) {
    const found = unitToOpen(child, id);
    if (found !== undefined) return found;
  }
  return undefined;
}

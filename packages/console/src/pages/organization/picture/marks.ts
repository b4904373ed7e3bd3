import type { OrganizationTree, TreeNode } from "../organization-tree.ts";
import type { Attached } from "./attachments.ts";

/** What is lit in the tree, and what stands beside names. */
export interface Marks {
  /** From the root to what was chosen. */
  readonly way: ReadonlySet<string>;
  /** What a policy reaches. */
  readonly reached: ReadonlySet<string>;
  /** What the search found. */
  readonly hits: ReadonlySet<string>;
  /** How many policies are attached, besides those that forbid nothing. */
  readonly attached: ReadonlyMap<string, number>;
}

/** A policy's targets, and all that stands below them. */
export function reachOf(root: TreeNode, policy: Attached | undefined): ReadonlySet<string> {
  const reached = new Set<string>();
  const walk = (node: TreeNode, isReached: boolean) => {
    const own = isReached || policy?.targetIds.has(node.id) === true;
    if (own) reached.add(node.id);
    for (const child of node.children) walk(child, own);
  };
  if (policy !== undefined) walk(root, false);
  return reached;
}

/** Accounts and units whose name or id holds the text, and what policies whose name holds it are attached to. */
export function findHits(
  { root }: OrganizationTree,
  text: string,
  policies: readonly Attached[],
): ReadonlySet<string> {
  const wanted = text.trim().toLowerCase();
  const hits = new Set<string>();
  if (wanted === "") return hits;
  const id = wanted.replaceAll(/[\s-]/g, "");
  const isId = /^\d+$/.test(id);
  const walk = (node: TreeNode) => {
    const isHit = node.name.toLowerCase().includes(wanted) || (isId && node.id.includes(id));
    if (isHit) hits.add(node.id);
    for (const child of node.children) walk(child);
  };
  walk(root);
  for (const { name, targetIds } of policies)
    if (name.toLowerCase().includes(wanted)) for (const target of targetIds) hits.add(target);
  return hits;
}

export function countAttached(policies: readonly Attached[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { targetIds } of policies) for (const id of targetIds) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

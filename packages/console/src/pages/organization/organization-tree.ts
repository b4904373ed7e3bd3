import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { ApiError } from "../../session/api-error.ts";
import { callOperation, type OutputOf } from "../../session/call-operation.ts";
import { readTokens } from "./read-tokens.ts";

export type Account = NonNullable<OutputOf<"organizations", "ListAccounts">["Accounts"]>[number];

/** A root, a unit or an account, and what stands in it. */
export interface TreeNode {
  readonly kind: "root" | "unit" | "account";
  readonly id: string;
  readonly name: string;
  readonly account?: Account;
  readonly children: readonly TreeNode[];
}

export interface OrganizationTree {
  readonly organizationId: string;
  readonly managementAccountId: string;
  readonly root: TreeNode;
  readonly accountCount: number;
}

/** The whole organization: a call a unit, and the accounts by pages. */
export function useOrganizationTree(): UseQueryResult<OrganizationTree, ApiError> {
  return useQuery<OrganizationTree, ApiError>({
    queryKey: ["organizations", "tree"],
    queryFn: ({ signal }) => readTree(signal),
  });
}

async function readTree(signal: AbortSignal): Promise<OrganizationTree> {
  const { Organization } = await callOperation("organizations", "DescribeOrganization", {}, signal);
  const [[root], accounts] = await Promise.all([
    readTokens("ListRoots", {}, ({ Roots }) => Roots, signal),
    readTokens("ListAccounts", {}, ({ Accounts }) => Accounts, signal),
  ]);
  const byParent = Map.groupBy(accounts, parentOf);
  const { Id: id = "", Name: name = "Root" } = root ?? {};
  return {
    organizationId: Organization?.Id ?? "",
    managementAccountId: Organization?.MasterAccountId ?? "",
    root: await readNode({ kind: "root", id, name }, byParent, signal),
    accountCount: accounts.length,
  };
}

/** `o-…/r-…/ou-…/111111111111/`: the last but one. */
function parentOf({ Paths: [path = ""] = [], Id = "" }: Account): string {
  const names = path.split("/").filter((part) => part !== "" && part !== Id);
  return names.at(-1) ?? "";
}

async function readNode(
  node: Omit<TreeNode, "children">,
  byParent: ReadonlyMap<string, readonly Account[]>,
  signal: AbortSignal,
): Promise<TreeNode> {
  const input = { ParentId: node.id };
  const units = await readTokens(
    "ListOrganizationalUnitsForParent",
    input,
    ({ OrganizationalUnits }) => OrganizationalUnits,
    signal,
  );
  const inside: TreeNode[] = [];
  // One after the other: a wide organization must not ask a thousand at once.
  for (const { Id = "", Name = Id } of units.toSorted(byName))
    inside.push(await readNode({ kind: "unit", id: Id, name: Name }, byParent, signal));
  const accounts = (byParent.get(node.id) ?? []).toSorted(byName).map(toLeaf);
  return { ...node, children: [...inside, ...accounts] };
}

interface Named {
  readonly Name?: string | undefined;
}

const byName = (a: Named, b: Named) => (a.Name ?? "").localeCompare(b.Name ?? "");

function toLeaf(account: Account): TreeNode {
  const { Id: id = "", Name: name = id } = account;
  return { kind: "account", id, name, account, children: [] };
}

/** From the root down to a node, both included; empty where it is not there. */
export function wayTo(node: TreeNode, id: string): readonly TreeNode[] {
  if (node.id === id) return [node];
  for (const child of node.children) {
    const way = wayTo(child, id);
    if (way.length > 0) return [node, ...way];
  }
  return [];
}

/** All units and the root, depth first, each with its depth. */
export function unitsOf(
  node: TreeNode,
  depth = 0,
): readonly { readonly node: TreeNode; readonly depth: number }[] {
  if (node.kind === "account") return [];
  return [{ node, depth }, ...node.children.flatMap((child) => unitsOf(child, depth + 1))];
}

/** All accounts at and below a node, as they stand in the tree. */
export function accountsOf(node: TreeNode): readonly TreeNode[] {
  return node.kind === "account" ? [node] : node.children.flatMap(accountsOf);
}

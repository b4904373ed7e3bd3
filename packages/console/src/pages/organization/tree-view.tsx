import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { formatAccountId } from "../../patterns/account-id.ts";
import type { OrganizationTree, TreeNode } from "./organization-tree.ts";
import "./tree-view.css";

interface TreeViewProps {
  readonly tree: OrganizationTree;
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

interface Line {
  readonly node: TreeNode;
  readonly depth: number;
  readonly parent: string | undefined;
}

/**
 * The organization as a tree: one Tab stop, arrows up and down, left to the parent, right to the first child, Home, End, letters find.
 * WAI-ARIA Authoring Practices, "Tree View".
 */
export function TreeView({ tree, chosen, onChoose }: TreeViewProps) {
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const lines = useMemo(() => linesOf(tree.root, folded), [tree.root, folded]);
  const list = useRef<HTMLDivElement>(null);
  const focus = (id: string) => {
    onChoose(id);
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-id="${id}"]`)?.focus());
  };
  const fold = (id: string, isFolded: boolean) => {
    const next = new Set(folded);
    if (isFolded) next.add(id);
    else next.delete(id);
    setFolded(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const at = lines.findIndex(({ node }) => node.id === chosen);
    const line = lines[at];
    if (line === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = nextLine(event.key, lines, at);
    const isFolded = folded.has(line.node.id);
    const hasChildren = line.node.children.length > 0;
    if (event.key === "ArrowLeft" && hasChildren && !isFolded) fold(line.node.id, true);
    else if (event.key === "ArrowRight" && isFolded) fold(line.node.id, false);
    else if (to !== undefined) focus(to.node.id);
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={list}
      role="tree"
      aria-label="Organization"
      className="rc-tree"
      onKeyDown={onKeyDown}
      tabIndex={-1}
    >
      {lines.map(({ node, depth }) => (
        <TreeLine
          key={node.id}
          node={node}
          depth={depth}
          isChosen={node.id === chosen}
          isFolded={folded.has(node.id)}
          isManagement={node.id === tree.managementAccountId}
          onChoose={() => focus(node.id)}
        />
      ))}
    </div>
  );
}

interface TreeLineProps {
  readonly node: TreeNode;
  readonly depth: number;
  readonly isChosen: boolean;
  readonly isFolded: boolean;
  readonly isManagement: boolean;
  readonly onChoose: () => void;
}

function TreeLine({ node, depth, isChosen, isFolded, isManagement, onChoose }: TreeLineProps) {
  const isSuspended = node.account?.State === "SUSPENDED" || node.account?.State === "CLOSED";
  return (
    <div
      role="treeitem"
      data-id={node.id}
      aria-level={depth + 1}
      aria-selected={isChosen}
      {...(node.children.length > 0 && { "aria-expanded": !isFolded })}
      tabIndex={isChosen ? 0 : -1}
      className={`rc-tree-line rc-tree-${node.kind}`}
      style={{ paddingInlineStart: `${8 + depth * 20}px` }}
      onClick={onChoose}
    >
      <span className={isSuspended ? "rc-tree-suspended" : "rc-tree-name"}>{node.name}</span>
      {node.kind === "account" && <code>{formatAccountId(node.id)}</code>}
      {isManagement && <span className="rc-chip">management</span>}
      {node.account?.JoinedMethod === "INVITED" && !isManagement && <span className="rc-chip">invited</span>}
      {isSuspended && <span className="rc-chip">suspended</span>}
    </div>
  );
}

function linesOf(node: TreeNode, folded: ReadonlySet<string>, depth = 0, parent?: string): readonly Line[] {
  const own: Line = { node, depth, parent };
  if (folded.has(node.id)) return [own];
  return [own, ...node.children.flatMap((child) => linesOf(child, folded, depth + 1, node.id))];
}

function nextLine(key: string, lines: readonly Line[], at: number): Line | undefined {
  const line = lines[at];
  switch (key) {
    case "ArrowDown":
      return lines[at + 1];
    case "ArrowUp":
      return lines[at - 1];
    case "ArrowLeft":
      return lines.find(({ node }) => node.id === line?.parent);
    case "ArrowRight":
      return lines.find(({ parent }) => parent === line?.node.id);
    case "Home":
      return lines[0];
    case "End":
      return lines.at(-1);
    default: {
      if (key.length !== 1) return undefined;
      const behind = [...lines.slice(at + 1), ...lines.slice(0, at)];
      return behind.find(({ node }) => node.name.toLowerCase().startsWith(key.toLowerCase()));
    }
  }
}

import { formatAccountId } from "../../../patterns/account-id.ts";
import type { Place } from "./lay-out-tree.ts";
import type { Marks } from "./marks.ts";
import type { Line } from "./tree-lines.ts";

interface TreeLineProps {
  readonly line: Line;
  /** Undefined where the tree is a list. */
  readonly place: Place | undefined;
  readonly isChosen: boolean;
  readonly marks: Marks;
  readonly isManagement: boolean;
  readonly isDelegated: boolean;
  readonly onChoose: () => void;
  readonly onDrop: (accountId: string, targetId: string) => void;
}

const ACCOUNT_TYPE = "application/x-rolecall-account";

/** The root, a unit, an account, or many accounts in one line. */
export function TreeLine(props: TreeLineProps) {
  const { line, place, isChosen, marks, onChoose } = props;
  const { node, depth, isOpen } = line;
  return (
    <div
      role="treeitem"
      data-id={node.id}
      aria-level={depth + 1}
      aria-selected={isChosen}
      {...(isOpen !== undefined && { "aria-expanded": isOpen })}
      tabIndex={isChosen ? 0 : -1}
      className={classesOf(line, marks)}
      style={
        place === undefined
          ? { paddingInlineStart: `${8 + depth * 20}px` }
          : { left: place.x, top: place.y - ITEM_HEIGHT / 2, width: place.width }
      }
      title={node.name}
      onClick={onChoose}
      {...dragAndDrop(props)}
    >
      <Name {...props} />
    </div>
  );
}

const ITEM_HEIGHT = 22;

function classesOf({ node }: Line, { way, reached, hits }: Marks): string {
  return [
    "rc-tree-line",
    `rc-tree-${node.kind}`,
    way.has(node.id) && "rc-tree-on-way",
    reached.has(node.id) && "rc-tree-reached",
    hits.has(node.id) && "rc-tree-hit",
  ]
    .filter(Boolean)
    .join(" ");
}

function Name({ line: { node }, place, marks, isManagement, isDelegated }: TreeLineProps) {
  const account = node.kind === "account" ? node.account : undefined;
  const isSuspended = account?.State === "SUSPENDED" || account?.State === "CLOSED";
  const count = marks.attached.get(node.id) ?? 0;
  return (
    <>
      <span className={isSuspended ? "rc-tree-name rc-tree-suspended" : "rc-tree-name"}>{node.name}</span>
      {node.kind === "account" && place === undefined && <code>{formatAccountId(node.id)}</code>}
      {isManagement && <span className="rc-chip">management</span>}
      {isDelegated && <span className="rc-chip">delegated</span>}
      {account?.JoinedMethod === "INVITED" && !isManagement && <span className="rc-chip">invited</span>}
      {isSuspended && <span className="rc-chip">suspended</span>}
      {marks.reached.has(node.id) && <span className="sr"> reached</span>}
      {count > 0 && (
        <span className="rc-tree-shield" title={`${count} attached`}>
          <svg aria-hidden="true" width="11" height="12" viewBox="0 0 11 12">
            <path d="M5.5 0 11 2v4c0 3-2 5-5.5 6C2 11 0 9 0 6V2z" fill="currentColor" />
          </svg>
          {count}
          <span className="sr">{count === 1 ? " policy" : " policies"}</span>
        </span>
      )}
    </>
  );
}

/** Accounts are dragged, units and the root take them; the menu does the same. */
function dragAndDrop({ line: { node }, isManagement, onDrop }: TreeLineProps) {
  if (node.kind === "account")
    return {
      draggable: !isManagement,
      onDragStart: (event: React.DragEvent) => event.dataTransfer.setData(ACCOUNT_TYPE, node.id),
    };
  if (node.kind === "bundle") return {};
  return {
    onDragOver: (event: React.DragEvent) => {
      if (event.dataTransfer.types.includes(ACCOUNT_TYPE)) event.preventDefault();
    },
    onDrop: (event: React.DragEvent) => {
      event.preventDefault();
      onDrop(event.dataTransfer.getData(ACCOUNT_TYPE), node.id);
    },
  };
}

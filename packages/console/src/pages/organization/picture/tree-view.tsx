import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { useIsWide } from "../../../patterns/use-is-wide.ts";
import type { OrganizationTree } from "../organization-tree.ts";
import { layOutTree, type Place, pathBetween } from "./lay-out-tree.ts";
import type { Marks } from "./marks.ts";
import { nextLine } from "./next-line.ts";
import { TreeLine } from "./tree-line.tsx";
import { type Line, listLines, unitToOpen } from "./tree-lines.ts";
import "./tree-view.css";

interface TreeViewProps {
  readonly tree: OrganizationTree;
  readonly delegated: ReadonlySet<string>;
  readonly chosen: string;
  readonly marks: Marks;
  readonly onChoose: (id: string) => void;
  /** An account was dropped on a unit or the root. */
  readonly onDrop: (accountId: string, targetId: string) => void;
}

/**
 * The organization as a tree, drawn where there is room: one Tab stop, arrows up and down, left to the parent, right to the first child,
 * Home, End, letters find. WAI-ARIA Authoring Practices, "Tree View".
 */
export function TreeView({ tree, delegated, chosen, marks, onChoose, onDrop }: TreeViewProps) {
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<string>();
  const lines = useMemo(() => {
    const units = [...marks.hits, chosen].flatMap((id) => unitToOpen(tree.root, id) ?? []);
    return listLines(tree.root, {
      folded,
      opened: new Set(opened === undefined ? units : [...units, opened]),
    });
  }, [tree.root, folded, opened, marks.hits, chosen]);
  const list = useRef<HTMLDivElement>(null);
  const focus = ({ node }: Line) => {
    // Of the units with many accounts one stands open at a time.
    if (node.kind === "bundle") setOpened(node.unitId);
    else onChoose(node.id);
    const id = node.kind === "bundle" ? node.unitId : node.id;
    requestAnimationFrame(() => {
      const item = list.current?.querySelector<HTMLElement>(`[data-id="${id}"]`);
      item?.focus({ preventScroll: true });
      item?.scrollIntoView({ block: "nearest", inline: "nearest" });
    });
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
    if (event.key === "ArrowLeft" && line.isOpen === true) fold(line.node.id, true);
    else if (event.key === "ArrowRight" && line.isOpen === false) fold(line.node.id, false);
    else if (to !== undefined) focus(to);
    else return;
    event.preventDefault();
  };
  const show = (line: Line, place?: Place) => (
    <TreeLine
      key={line.node.id}
      line={line}
      place={place}
      isChosen={line.node.id === chosen}
      marks={marks}
      isManagement={line.node.id === tree.managementAccountId}
      isDelegated={delegated.has(line.node.id)}
      onChoose={() => focus(line)}
      onDrop={onDrop}
    />
  );
  return (
    <div
      ref={list}
      role="tree"
      aria-label="Organization"
      className="rc-tree"
      onKeyDown={onKeyDown}
      tabIndex={-1}
    >
      {useIsWide() ? <Picture lines={lines} way={marks.way} show={show} /> : lines.map((line) => show(line))}
    </div>
  );
}

interface PictureProps {
  readonly lines: readonly Line[];
  readonly way: ReadonlySet<string>;
  readonly show: (line: Line, place: Place) => React.ReactNode;
}

/** Left to right; what is read aloud is the lines, and the strokes between them are for the eye. */
function Picture({ lines, way, show }: PictureProps) {
  const layout = useMemo(() => layOutTree(lines), [lines]);
  const byId = new Map(layout.places.map((place) => [place.line.node.id, place]));
  const strokes = layout.places.flatMap((to) => {
    const from = byId.get(to.line.parent ?? "");
    return from === undefined ? [] : [{ id: to.line.node.id, path: pathBetween(from, to) }];
  });
  const isLit = ({ id }: { readonly id: string }) => way.has(id);
  // What is lit is drawn last, over the others.
  const ordered = [...strokes.filter((each) => !isLit(each)), ...strokes.filter(isLit)];
  return (
    <div
      role="presentation"
      className="rc-tree-picture"
      style={{ width: layout.width, height: layout.height }}
    >
      <svg aria-hidden="true" width={layout.width} height={layout.height}>
        {ordered.map((stroke) => (
          <path
            key={stroke.id}
            d={stroke.path}
            className={isLit(stroke) ? "rc-tree-lit" : "rc-tree-stroke"}
          />
        ))}
      </svg>
      {layout.places.map((place) => show(place.line, place))}
    </div>
  );
}

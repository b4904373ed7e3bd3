/** What the picture is made of: boxes, the lines between them, and the heads of columns. */
import {
  type Edge,
  EdgeLabelRenderer,
  type EdgeProps,
  Handle,
  type Node,
  type NodeProps,
  Position,
} from "@xyflow/react";
import type { WayState } from "../ways/way.ts";
import type { DrawnLink } from "./draw-link.ts";
import { NodeSign } from "./node-sign.tsx";

export type BoxNode = Node<
  {
    readonly kind: string;
    readonly title: string;
    readonly below: string;
    readonly isLit: boolean;
    readonly isMarked: boolean;
  },
  "box"
>;

export type HeadNode = Node<{ readonly text: string }, "head">;

export type WayEdge = Edge<
  {
    readonly drawn: DrawnLink;
    readonly state: WayState;
    readonly text: string;
    readonly isLit: boolean;
  },
  "way"
>;

export function Box({ data: { kind, title, below, isLit, isMarked } }: NodeProps<BoxNode>) {
  const classes = ["rc-way-box", `rc-way-box-${kind}`, isLit && "rc-way-lit", isMarked && "rc-way-marked"];
  return (
    <div className={classes.filter(Boolean).join(" ")} title={`${title}\n${below}`}>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <NodeSign kind={kind} />
      <span className="rc-way-box-words">
        <b>{title}</b>
        <span>{below}</span>
      </span>
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </div>
  );
}

export function Head({ data: { text } }: NodeProps<HeadNode>) {
  return <div className="rc-way-head">{text}</div>;
}

export function WayLine({ data }: EdgeProps<WayEdge>) {
  if (data === undefined) return null;
  const { drawn, state, text, isLit } = data;
  const { path, label, labelWidth, end } = drawn;
  const lit = isLit ? " rc-way-lit" : "";
  return (
    <>
      <path className="rc-way-hit" d={path} />
      <path className={`rc-way-line rc-way-${state}${lit}`} d={path} />
      <path
        className={`rc-way-arrow rc-way-${state}${lit}`}
        d={`M${end.x - 8} ${end.y - 5}L${end.x - 1} ${end.y}L${end.x - 8} ${end.y + 5}`}
      />
      {text !== "" && (
        <EdgeLabelRenderer>
          <div
            className={`rc-way-label rc-way-${state}${lit}`}
            title={text}
            style={{
              transform: `translate(-50%, -50%) translate(${label.x}px, ${label.y}px)`,
              maxWidth: labelWidth,
            }}
          >
            {text}
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  );
}

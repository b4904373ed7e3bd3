import Button from "@cloudscape-design/components/button";
import { type EdgeTypes, type NodeTypes, ReactFlow, ReactFlowProvider, useReactFlow } from "@xyflow/react";
import { useId, useMemo } from "react";
import { Box, Head, WayLine } from "./picture-parts.tsx";
import { type Pictured, planEdges, planNodes, waysOfLine } from "./plan-picture.ts";
import { useWayKeys } from "./use-way-keys.ts";
import { useWidthFit, ZOOM_MIN } from "./use-width-fit.ts";
import "@xyflow/react/dist/base.css";
import "./ways-picture.css";

interface WaysPictureProps {
  readonly pictured: Pictured;
  readonly lit: string | undefined;
  readonly onLight: (way: string) => void;
}

/**
 * Ways as a picture: one Tab stop, up and down light the ways, left and right go from box to box of the one that is lit, Enter opens what
 * stands there. Who hears the page is told the same ways in words beside it.
 */
export function WaysPicture(props: WaysPictureProps) {
  return (
    <ReactFlowProvider>
      <Picture {...props} />
    </ReactFlowProvider>
  );
}

function Picture({ pictured, lit, onLight }: WaysPictureProps) {
  const { box, light, handlers } = useWayKeys(pictured, lit, onLight);
  const keysId = useId();
  const { frame, pitch, height, fit } = useWidthFit(pictured.layout);
  return (
    <div className="rc-ways-picture" ref={frame}>
      <section
        tabIndex={0}
        aria-label="The ways, as a picture"
        aria-describedby={keysId}
        className="rc-ways-canvas"
        style={{ height }}
        {...handlers}
      >
        <Flow pictured={pictured} lit={lit} box={box} pitch={pitch} onLight={light} />
      </section>
      <p id={keysId} className="sr">
        Arrow up and down light a way, left and right go along it, Enter opens what stands there.
      </p>
      <ZoomButtons onFit={fit} />
    </div>
  );
}

const NODE_TYPES: NodeTypes = { box: Box, head: Head };
const EDGE_TYPES: EdgeTypes = { way: WayLine };

interface FlowProps {
  readonly pictured: Pictured;
  readonly lit: string | undefined;
  readonly box: number | undefined;
  readonly pitch: number;
  readonly onLight: (way: string | undefined) => void;
}

/** For the eye and the mouse alone. */
function Flow({ pictured, lit, box, pitch, onLight }: FlowProps) {
  const nodes = useMemo(() => planNodes(pictured, { way: lit, box, pitch }), [pictured, lit, box, pitch]);
  const edges = useMemo(() => planEdges(pictured, { way: lit, box, pitch }), [pictured, lit, box, pitch]);
  return (
    <div className="rc-ways-flow" aria-hidden="true">
      <ReactFlow
        nodes={[...nodes]}
        edges={[...edges]}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        minZoom={ZOOM_MIN}
        maxZoom={2}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        zoomOnScroll={false}
        zoomOnDoubleClick={false}
        preventScrolling={false}
        proOptions={{ hideAttribution: true }}
        onNodeClick={(_event, { id }) =>
          onLight(pictured.layout.nodes.find((node) => node.id === id)?.lanes[0])
        }
        onEdgeClick={(_event, { id }) => onLight(waysOfLine(pictured, id)[0])}
      />
    </div>
  );
}

function ZoomButtons({ onFit }: { readonly onFit: () => void }) {
  const { zoomIn, zoomOut } = useReactFlow();
  return (
    <div className="rc-ways-zoom">
      <Button
        variant="icon"
        iconName="zoom-in"
        ariaLabel="Enlarge the picture"
        onClick={() => void zoomIn()}
      />
      <Button
        variant="icon"
        iconName="zoom-out"
        ariaLabel="Make the picture smaller"
        onClick={() => void zoomOut()}
      />
      <Button variant="icon" iconName="zoom-to-fit" ariaLabel="Fit the picture" onClick={onFit} />
    </div>
  );
}

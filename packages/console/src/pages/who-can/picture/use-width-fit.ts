import { useReactFlow } from "@xyflow/react";
import { type RefObject, useEffect, useRef, useState } from "react";
import { sizeOf } from "./draw-link.ts";
import type { WaysLayout } from "./lay-out-ways.ts";

export const ZOOM_MIN = 0.3;
const MARGIN = 12;

interface WidthFit {
  readonly frame: RefObject<HTMLDivElement | null>;
  /** In pixels. */
  readonly height: number;
  readonly fit: () => void;
}

/** The picture is as wide as its frame at most; its height follows, so that the page scrolls and not the picture. */
export function useWidthFit(layout: WaysLayout): WidthFit {
  const frame = useRef<HTMLDivElement>(null);
  const { setViewport } = useReactFlow();
  const [zoom, setZoom] = useState(1);
  const { width, height } = sizeOf(layout);
  const show = (next: number) => void setViewport({ x: MARGIN, y: MARGIN, zoom: next });
  useEffect(() => {
    const fitWidth = () => {
      const own = frame.current?.clientWidth ?? width;
      const next = Math.max(ZOOM_MIN, Math.min(1, (own - 2 * MARGIN) / width));
      setZoom(next);
      void setViewport({ x: MARGIN, y: MARGIN, zoom: next });
    };
    fitWidth();
    const observer = new ResizeObserver(fitWidth);
    if (frame.current !== null) observer.observe(frame.current);
    return () => observer.disconnect();
  }, [setViewport, width]);
  return { frame, height: height * zoom + 2 * MARGIN, fit: () => show(zoom) };
}

import { useReactFlow } from "@xyflow/react";
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { pitchOf, sizeOf } from "./draw-link.ts";
import type { WaysLayout } from "./lay-out-ways.ts";

export const ZOOM_MIN = 0.3;
const MARGIN = 12;

interface WidthFit {
  readonly frame: RefObject<HTMLDivElement | null>;
  /** From column to column, in pixels. */
  readonly pitch: number;
  /** In pixels. */
  readonly height: number;
  readonly fit: () => void;
}

/** The picture is as wide as its frame, or smaller; its height follows, so that the page scrolls and not the picture. */
export function useWidthFit(layout: WaysLayout): WidthFit {
  const frame = useRef<HTMLDivElement>(null);
  const { setViewport } = useReactFlow();
  const [room, setRoom] = useState(0);
  const pitch = pitchOf(layout, room);
  const { width, height } = sizeOf(layout, pitch);
  const zoom = room === 0 ? 1 : Math.max(ZOOM_MIN, Math.min(1, room / width));
  const fit = useCallback(() => void setViewport({ x: MARGIN, y: MARGIN, zoom }), [setViewport, zoom]);
  useEffect(fit, [fit]);
  useEffect(() => {
    const measure = () => setRoom((frame.current?.clientWidth ?? 0) - 2 * MARGIN);
    measure();
    const observer = new ResizeObserver(measure);
    if (frame.current !== null) observer.observe(frame.current);
    return () => observer.disconnect();
  }, []);
  return { frame, pitch, height: height * zoom + 2 * MARGIN, fit };
}

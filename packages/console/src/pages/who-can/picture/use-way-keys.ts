import { type KeyboardEvent, useState } from "react";
import { navigate } from "../../../app/address.ts";
import type { BundledWay } from "../ways/bundle-ways.ts";
import { entityHref } from "../ways/entity-href.ts";
import { readChain } from "../ways/read-chain.ts";
import type { Pictured } from "./plan-picture.ts";

interface WayKeys {
  /** Which box of the lit way the keys are on; undefined where the picture has no focus. */
  readonly box: number | undefined;
  readonly light: (way: string | undefined) => void;
  readonly handlers: {
    readonly onKeyDown: (event: KeyboardEvent) => void;
    readonly onFocus: () => void;
    readonly onBlur: () => void;
  };
}

/** The keys of the picture, and what they are on. */
export function useWayKeys(
  { ways, layout, ownAccountId }: Pictured,
  lit: string | undefined,
  onLight: (way: string) => void,
): WayKeys {
  const [box, setBox] = useState<number>();
  const [isFocused, setFocused] = useState(false);
  const light = (way: string | undefined) => {
    if (way === undefined) return;
    setBox(undefined);
    onLight(way);
  };
  const { order } = layout;
  const at = lit === undefined ? -1 : order.indexOf(lit);
  const way = ways.find(({ id }) => id === lit);
  const boxes = way === undefined ? 0 : readChain(way).links.length + 1;
  const moves: Readonly<Record<string, () => void>> = {
    ArrowDown: () => light(order[Math.min(order.length - 1, at + 1)]),
    ArrowUp: () => light(order[Math.max(0, at - 1)]),
    Home: () => light(order[0]),
    End: () => light(order.at(-1)),
    ArrowRight: () => setBox(Math.min(boxes - 1, (box ?? -1) + 1)),
    ArrowLeft: () => setBox(Math.max(0, (box ?? boxes) - 1)),
    Enter: () => openBox(way, box, ownAccountId),
  };
  return {
    box: isFocused ? box : undefined,
    light,
    handlers: {
      onKeyDown(event) {
        const move = event.ctrlKey || event.metaKey || event.altKey ? undefined : moves[event.key];
        if (move === undefined) return;
        event.preventDefault();
        move();
      },
      onFocus: () => setFocused(true),
      onBlur: () => setFocused(false),
    },
  };
}

function openBox(way: BundledWay | undefined, box: number | undefined, ownAccountId: string): void {
  if (way === undefined || box === undefined) return;
  const { principals } = way.who;
  const names = [
    principals.length === 1 ? principals[0] : undefined,
    ...readChain(way).stops.map(({ name }) => name),
  ];
  const to = entityHref(names[box], ownAccountId);
  if (to !== undefined) navigate(to);
}

import type { FlashbarProps } from "@cloudscape-design/components/flashbar";
import type { ReactNode } from "react";
import { createObservable } from "../session/observable.ts";

/** A notice on top of the page. */
export interface Flash {
  readonly type: "success" | "error" | "warning" | "info" | "in-progress";
  readonly content: ReactNode;
  readonly header?: ReactNode;
  readonly action?: ReactNode;
  /** One of the same id takes its place. */
  readonly id?: string;
}

/** How many are shown; the oldest that may go, goes. */
const MOST = 5;

interface Kept {
  readonly item: FlashbarProps.MessageDefinition;
  readonly stays: boolean;
  /** How many navigations it has seen. */
  readonly navigations: number;
}

const items = createObservable<readonly FlashbarProps.MessageDefinition[]>([]);
let kept: readonly Kept[] = [];
let count = 0;

/** The notices of this page. Success stays until it is dismissed or the next navigation but one; errors stay. */
export const flashes = {
  items,
  show({ id = `flash-${++count}`, ...flash }: Flash): () => void {
    const dismiss = () => flashes.dismiss(id);
    const item = { id, ...flash, dismissible: true, dismissLabel: "Dismiss this notice", onDismiss: dismiss };
    const others = kept.filter(({ item: each }) => each.id !== id);
    const next = { item, stays: flash.type === "error", navigations: 0 };
    write(shorten([next, ...others]));
    return dismiss;
  },
  dismiss(id: string): void {
    write(kept.filter(({ item }) => item.id !== id));
  },
  navigated(): void {
    write(
      kept
        .map((each) => ({ ...each, navigations: each.navigations + 1 }))
        .filter(({ stays, navigations }) => stays || navigations < 2),
    );
  },
};

function shorten(all: readonly Kept[]): readonly Kept[] {
  if (all.length <= MOST) return all;
  const goes = all.findLast(({ stays }) => !stays) ?? all.at(-1);
  return all.filter((each) => each !== goes);
}

function write(next: readonly Kept[]): void {
  kept = next;
  items.write(next.map(({ item }) => item));
}

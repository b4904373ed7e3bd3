import { useEffect } from "react";
import { findTarget, type Target, wearerOf } from "./find-target.ts";

const MARK = "data-rc-tour";

/**
 * Has what a step speaks of wear its number and a dashed frame (`tour.css`), for as long as it is shown. Nothing is laid over the page;
 * where the page draws itself anew, it is marked anew.
 */
export function useMark(number: number | undefined, targets: readonly Target[]): void {
  useEffect(() => {
    if (number === undefined) return undefined;
    let marked: HTMLElement | undefined;
    let frame: number | undefined;
    const mark = () => {
      frame = undefined;
      const found = findTarget(targets);
      const wearer = found && wearerOf(found);
      if (wearer === marked && marked?.getAttribute(MARK) === String(number)) return;
      marked?.removeAttribute(MARK);
      marked = wearer;
      marked?.setAttribute(MARK, String(number));
    };
    const soon = () => {
      frame ??= requestAnimationFrame(mark);
    };
    const observer = new MutationObserver(soon);
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    soon();
    return () => {
      observer.disconnect();
      if (frame !== undefined) cancelAnimationFrame(frame);
      marked?.removeAttribute(MARK);
    };
  }, [number, targets]);
}

import { useLayoutEffect, useRef } from "react";
import { flashes } from "./flashes.ts";

/** A page that comes over a slow network is waited for as long as somebody would; who does anything meanwhile ends it. */
const PATIENCE_MS = 60_000;
const EVERY_MS = 50;

/**
 * After a navigation the focus goes to the page's `h1`, as soon as there is one, so that a screen reader begins there.
 * Not at the first page: the browser begins at its top, where the skip link is.
 */
export function useHeadingFocus(path: string): void {
  const last = useRef(path);
  // Before anything of the page can be found: who gives something of it the focus comes behind this.
  useLayoutEffect(() => {
    if (last.current === path) return;
    last.current = path;
    flashes.navigated();
    window.scrollTo(0, 0);
    return focusHeading();
  }, [path]);
}

let stopTrying = () => {};

/** The heading is not given the focus any more: something of the page has it on purpose. */
export function leaveHeading(): void {
  stopTrying();
}

/**
 * Tries until the heading has the focus: a page that still loads has none, or one that is not shown yet. Where what was read puts another heading in
 * the place of the first, that one has it: a focus that is gone with its element is with nobody.
 */
function focusHeading(): () => void {
  let tries = 0;
  let last: HTMLElement | undefined;
  const timer = setInterval(() => {
    tries += 1;
    const heading = document.querySelector<HTMLElement>("#content h1");
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (heading !== null && heading !== last && (last === undefined || isLost)) {
      heading.tabIndex = -1;
      heading.classList.add("rc-heading");
      heading.focus({ preventScroll: true });
      if (document.activeElement === heading) last = heading;
    }
    if (tries * EVERY_MS > PATIENCE_MS) stop();
  }, EVERY_MS);
  const stop = () => {
    clearInterval(timer);
    removeEventListener("keydown", stop);
    removeEventListener("pointerdown", stop);
  };
  // Who goes on already is not called back.
  addEventListener("keydown", stop);
  addEventListener("pointerdown", stop);
  stopTrying = stop;
  return stop;
}

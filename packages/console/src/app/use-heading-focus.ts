import { useEffect, useRef } from "react";
import { flashes } from "./flashes.ts";

const PATIENCE_MS = 5_000;

/**
 * After a navigation the focus goes to the page's `h1`, as soon as there is one, so that a screen reader begins there.
 * Not at the first page: the browser begins at its top, where the skip link is.
 */
export function useHeadingFocus(path: string): void {
  const last = useRef(path);
  useEffect(() => {
    if (last.current === path) return;
    last.current = path;
    flashes.navigated();
    window.scrollTo(0, 0);
    return whenHeadingIsThere((heading) => {
      heading.tabIndex = -1;
      heading.classList.add("rc-heading");
      heading.focus({ preventScroll: true });
    });
  }, [path]);
}

function whenHeadingIsThere(act: (heading: HTMLElement) => void): () => void {
  const find = () => document.querySelector<HTMLElement>("#content h1");
  const found = find();
  if (found !== null) {
    act(found);
    return () => {};
  }
  const observer = new MutationObserver(() => {
    const heading = find();
    if (heading === null) return;
    observer.disconnect();
    act(heading);
  });
  observer.observe(document.body, { childList: true, subtree: true });
  const timer = setTimeout(() => observer.disconnect(), PATIENCE_MS);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
  };
}

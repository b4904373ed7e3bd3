import { BASE, navigate } from "../app/address.ts";
import { tourPanel } from "../app/panels.ts";
import { findTarget, type Target } from "./find-target.ts";
import { waitFor } from "./wait-for.ts";

/** Whether the panel covers the page: it is closed then, so that what is shown can be seen. */
const coversPage = () => !matchMedia("(min-width: 689px)").matches;

/**
 * Scrolls to the place of a task and gives it the focus; where another page has it, leads there first.
 * @returns whether it is there
 */
export async function showWhere(targets: readonly Target[], page: string | undefined): Promise<boolean> {
  if (coversPage()) tourPanel.isOpen.write(false);
  const here = findTarget(targets);
  if (here !== undefined) return point(here);
  if (page === undefined) return false;
  navigate(`${BASE}${page}`);
  const found = await waitFor(() => findTarget(targets));
  if (found === undefined) return false;
  // The page's heading takes the focus when the page is entered: behind that.
  await waitFor(
    () => (document.activeElement?.matches("#content h1, #content h2") ? true : undefined),
    1_000,
  );
  return point(findTarget(targets) ?? found);
}

function point(element: HTMLElement): true {
  const isReached = element.tabIndex >= 0 || element.hasAttribute("tabindex");
  if (!isReached) element.tabIndex = -1;
  element.scrollIntoView({ block: "center" });
  element.focus({ preventScroll: true });
  return true;
}

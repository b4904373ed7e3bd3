import { BASE, navigate } from "../app/address.ts";
import { tourPanel } from "../app/panels.ts";
import { leaveHeading } from "../app/use-heading-focus.ts";
import { findTarget, type Target } from "./find-target.ts";
import { waitFor } from "./wait-for.ts";

/** Whether the panel covers the page: it is closed then, so that what is shown can be seen. */
const coversPage = () => !matchMedia("(min-width: 689px)").matches;

/** So long a panel that covers the page needs to be gone. */
const CLOSING_MS = 500;

/**
 * Scrolls to the place of a task and gives it the focus; where another page has it, leads there first.
 * @returns whether it is there
 */
export async function showWhere(targets: readonly Target[], page: string | undefined): Promise<boolean> {
  const isCovered = coversPage();
  if (isCovered) tourPanel.isOpen.write(false);
  if ((await waitFor(() => pointAt(targets) || undefined, isCovered ? CLOSING_MS : 0)) === true) return true;
  if (page === undefined) return false;
  navigate(`${BASE}${page}`);
  return (await waitFor(() => pointAt(targets) || undefined)) === true;
}

/** What cannot take the focus yet is looked for again. */
function pointAt(targets: readonly Target[]): boolean {
  const element = findTarget(targets);
  if (element === undefined) return false;
  leaveHeading();
  element.scrollIntoView({ block: "center" });
  focusOn(element);
  return document.activeElement === element;
}

/** An editor stands behind a shadow root, and takes the focus inside; what cannot have it by the Tab key is given it once. */
function focusOn(element: HTMLElement): void {
  const editor = element.shadowRoot?.querySelector<HTMLElement>("[contenteditable]");
  if (editor == null && element.tabIndex < 0 && !element.hasAttribute("tabindex")) element.tabIndex = -1;
  (editor ?? element).focus({ preventScroll: true });
}

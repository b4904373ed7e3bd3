import type { Page } from "playwright-core";

/** Where a stop of the Tab key is, by the parts of the frame. */
export type FramePart = "skip" | "top" | "who" | "toolbar" | "navigation" | "content" | "elsewhere";

const STOPS_MAX = 90;

/** Presses Tab from the page's top into its content: the parts in the order in which one comes through them, each once. */
export async function walkByTab(page: Page): Promise<readonly FramePart[]> {
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    getSelection()?.removeAllRanges();
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
  });
  const parts: FramePart[] = [];
  for (let stop = 0; stop < STOPS_MAX; stop++) {
    await page.keyboard.press("Tab");
    const part = await page.evaluate(partOfFocus);
    // Round once: a page that only says something has no stop in its content.
    if (parts.length > 1 && (part === "skip" || part === "elsewhere")) break;
    if (parts.at(-1) !== part) parts.push(part);
    if (part === "content") break;
  }
  return parts;
}

/** Runs in the page. */
function partOfFocus(): FramePart {
  const at = document.activeElement;
  const parts = [
    ["skip", ".rc-skip"],
    ["content", "#content"],
    ["who", ".rc-who"],
    ["top", "#rc-top"],
    ["navigation", 'nav[class*="navigation"], [class*="navigation-container"], nav[aria-label="Pages"]'],
    ["toolbar", '[class*="toolbar"]'],
  ] as const;
  return parts.find(([, selector]) => at?.closest(selector) !== null)?.[0] ?? "elsewhere";
}

import type { Page } from "playwright-core";

/** What makes the page scroll sideways, if anything does: elements that stick out of it, and stand in nothing that scrolls by itself. */
export async function findWideness(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const out = [...document.querySelectorAll("body *")].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1,
    );
    const told = out.slice(-3).map((element) => element.outerHTML.slice(0, 160));
    return [`${scrollWidth - clientWidth} px too wide`, ...told];
  });
}

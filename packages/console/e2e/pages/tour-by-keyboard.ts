import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";

const STOPS_MAX = 150;

/** Somebody who takes a tour with the keyboard alone: no click, no focus but by keys. */
export class TourByKeyboard {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Waits until the panel is at a step. */
  async at(title: string): Promise<void> {
    await this.page.locator(".rc-tour-step h3", { hasText: title }).waitFor();
  }

  /** Presses Tab until it has the focus. */
  async tabTo(target: Locator): Promise<void> {
    await target.waitFor();
    for (let stop = 0; stop < STOPS_MAX; stop++) {
      if (await target.evaluate(hasFocus)) return;
      await this.page.keyboard.press("Tab");
    }
    assert.fail(`${target} is not reached with ${STOPS_MAX} times Tab`);
  }

  async press(target: Locator): Promise<void> {
    await this.tabTo(target);
    await this.page.keyboard.press("Enter");
  }

  /** To the panel by its key, from where keys are not typed. */
  async toPanel(): Promise<void> {
    const title = this.page.locator("#rc-tour-title");
    for (let stop = 0; stop < STOPS_MAX; stop++) {
      const isTyped = await this.page.evaluate(
        () => document.activeElement?.matches("input, textarea, [role=dialog] *, .rc-json-editor") === true,
      );
      await this.page.keyboard.press(isTyped ? "Tab" : "t");
      if (isTyped) continue;
      await this.page.waitForTimeout(100);
      if (await title.evaluate(hasFocus)) return;
    }
    assert.fail("The panel is not reached.");
  }

  /** Has the panel lead to the place of the task; what has the focus then wears the step's number. */
  async showWhere(): Promise<void> {
    await this.toPanel();
    await this.press(this.page.getByRole("button", { name: "Show me where" }));
    await this.page
      .locator("[data-rc-tour]:focus, [data-rc-tour] :focus")
      .first()
      .waitFor({ state: "attached" });
  }

  /** The number that the page shows at what the step speaks of. */
  async markedNumber(): Promise<string | null> {
    const marked = this.page.locator("[data-rc-tour]");
    await marked.waitFor();
    return marked.getAttribute("data-rc-tour");
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }
}

/** Runs in the page. An editor has it behind a shadow root. */
function hasFocus(element: Element): boolean {
  return (element.getRootNode() as Document | ShadowRoot).activeElement === element;
}

import type { Locator, Page } from "playwright-core";

/** A page that is an entity table, as a person uses it. */
export class TablePage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get heading(): Locator {
    return this.page.locator("#content h1");
  }

  /** The names in the first column. */
  async names(): Promise<readonly string[]> {
    return this.page.locator("#content tbody tr td .rc-one-line").allInnerTexts();
  }

  /** Headers of the columns, as they are shown. */
  async headers(): Promise<readonly string[]> {
    const texts = await this.page.locator("#content").getByRole("columnheader").allInnerTexts();
    return texts.map((text) => text.trim()).filter((text) => text !== "");
  }

  get rows(): Locator {
    return this.page.locator("#content tbody tr:has(td .rc-one-line)");
  }

  /** The first row; it is there once rows are. */
  get someRow(): Locator {
    return this.rows.first();
  }

  async openPreferences(): Promise<void> {
    await this.page.locator("#content").getByRole("button", { name: "Preferences" }).click();
  }

  row(name: string): Locator {
    return this.page.getByRole("row").filter({ hasText: name });
  }

  get search(): Locator {
    return this.page.locator("#content").getByRole("combobox");
  }

  /** Searches for a text, as typed and confirmed. */
  async searchFor(text: string): Promise<void> {
    await this.search.fill(text);
    await this.search.press("Enter");
  }

  async sortBy(header: string): Promise<void> {
    // Where one clicks lies the header that stays, over the one that is told to screen readers.
    await this.page
      .getByRole("columnheader", { name: header })
      .getByRole("button")
      .first()
      .click({ force: true });
  }

  async choose(name: string): Promise<void> {
    await this.row(name).getByRole("checkbox").check({ force: true });
  }

  async runAction(text: string): Promise<void> {
    await this.page.getByRole("button", { name: "Actions" }).click();
    await this.page.getByRole("menuitem", { name: text }).click();
  }
}

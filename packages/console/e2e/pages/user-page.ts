import type { Locator, Page } from "playwright-core";

/** The page of one user. */
export class UserPageObject {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  heading(name: string): Locator {
    return this.page.getByRole("heading", { level: 1, name });
  }

  async openTab(label: string): Promise<void> {
    await this.page.getByRole("tab", { name: label }).click();
  }

  table(name: string): Locator {
    return this.page.getByRole("table", { name });
  }

  row(table: string, text: string): Locator {
    return this.table(table).getByRole("row").filter({ hasText: text });
  }

  /** The notice with this text. */
  notice(text: string | RegExp): Locator {
    return this.page.getByRole("region", { name: "Notices" }).getByText(text);
  }
}

import type { Locator, Page } from "playwright-core";

/** The dialog by which an account is moved in the organization's tree. */
export class MoveDialogPage {
  readonly dialog: Locator;
  /** What it loses of what it used. */
  readonly losses: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.dialog = page.getByRole("dialog");
    this.losses = this.dialog.getByRole("region", { name: "What it loses of what it used" });
  }

  async openTo(unit: string): Promise<void> {
    await this.#page.getByRole("button", { name: "Move", exact: true }).click();
    await this.dialog.getByRole("button", { name: /Choose a unit/ }).click();
    await this.#page.getByRole("option", { name: unit }).click();
  }
}

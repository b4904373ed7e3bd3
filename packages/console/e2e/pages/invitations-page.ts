import type { Locator, Page } from "playwright-core";

/** Invitations that were sent, and those that came. */
export class InvitationsPageObject {
  readonly dialog: Locator;
  /** In the dialog by which one is accepted. */
  readonly limits: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.dialog = page.getByRole("dialog");
    this.limits = this.dialog.getByRole("region", { name: "What limits this account from then on" });
  }

  async invite(whom: string, notes: string): Promise<void> {
    await this.#page.getByRole("button", { name: "Invite account" }).click();
    await this.dialog.getByLabel(/^Account ID/).fill(whom);
    await this.dialog.getByLabel("Notes").fill(notes);
    await this.dialog.getByRole("button", { name: "Invite", exact: true }).click();
    await this.dialog.waitFor({ state: "hidden" });
  }

  row(table: "Sent" | "Received", text: string): Locator {
    return this.#page.getByRole("table", { name: table }).getByRole("row").filter({ hasText: text });
  }
}

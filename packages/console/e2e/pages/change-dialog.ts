import type { Locator, Page } from "playwright-core";

/** A dialog that changes something. */
export class ChangeDialogPage {
  readonly dialog: Locator;

  constructor(page: Page) {
    this.dialog = page.getByRole("dialog");
  }

  async confirm(verb: string): Promise<void> {
    await this.dialog.getByRole("button", { name: verb, exact: true }).click();
    await this.dialog.waitFor({ state: "hidden" });
  }

  /** Types the name that a deletion asks for. */
  async deleteByName(name: string): Promise<void> {
    await this.dialog.getByRole("textbox").fill(name);
    await this.confirm("Delete");
  }

  /** What it tells of who gains and who loses. */
  get changes(): Locator {
    return this.dialog.getByRole("region", { name: "What changes?" });
  }

  async commands(): Promise<string> {
    await this.dialog.getByRole("button", { name: "Show as AWS CLI" }).click();
    return this.dialog.locator("pre.rc-commands").last().innerText();
  }
}

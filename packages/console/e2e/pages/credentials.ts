import type { Page } from "playwright-core";
import { ChangeDialogPage } from "./change-dialog.ts";

/** The MFA devices of a user, on their page or one's own. */
export class CredentialsPage {
  readonly page: Page;
  readonly dialog: ChangeDialogPage;

  constructor(page: Page) {
    this.page = page;
    this.dialog = new ChangeDialogPage(page);
  }

  get devices() {
    return this.page.getByRole("table", { name: "Multi-factor authentication (MFA)" });
  }

  get passkeys() {
    return this.devices.getByRole("row").filter({ hasText: "Passkey or security key" });
  }

  async beginPasskey(name?: string, use?: "Signs in by itself" | "Second factor"): Promise<void> {
    await this.page.getByRole("button", { name: "Register passkey" }).click();
    const { dialog } = this.dialog;
    if (name !== undefined) await dialog.getByLabel("Passkey name").fill(name);
    if (use !== undefined) await dialog.getByRole("radio", { name: use }).click();
  }

  async registerPasskey(name: string, use?: "Signs in by itself" | "Second factor"): Promise<void> {
    await this.beginPasskey(name, use);
    await this.dialog.confirm("Register");
  }

  async removePasskey(): Promise<void> {
    await this.passkeys.getByRole("button", { name: /^Remove/ }).click();
    await this.dialog.dialog.getByRole("button", { name: "Remove", exact: true }).click();
  }
}

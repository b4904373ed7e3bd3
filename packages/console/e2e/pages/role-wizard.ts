import type { Page } from "playwright-core";

/** The wizard that makes a role, as a person goes through it. */
export class RoleWizard {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Waits for a step to be there. */
  async at(title: string): Promise<void> {
    await this.page.getByRole("heading", { name: title, level: 1 }).waitFor();
  }

  async choose(kind: string): Promise<void> {
    await this.page.getByRole("radio", { name: kind, exact: false }).first().check();
  }

  async isChosen(kind: string): Promise<boolean> {
    return this.page.getByRole("radio", { name: kind, exact: false }).first().isChecked();
  }

  async next(): Promise<void> {
    await this.page.getByRole("button", { name: "Next", exact: true }).click();
  }

  /** Finds a policy and ticks it. */
  async tick(policy: string): Promise<void> {
    const search = this.page.getByLabel("Find policies").first();
    await search.fill(policy);
    await this.page.getByRole("checkbox", { name: policy, exact: true }).check();
  }

  async name(roleName: string): Promise<void> {
    await this.page.getByLabel("Role name").fill(roleName);
  }

  async create(): Promise<void> {
    await this.page.getByRole("button", { name: "Create role", exact: true }).click();
  }

  /** The sentence over the picture. */
  async sentence(): Promise<string> {
    return this.page.locator(".rc-sentence").innerText();
  }
}

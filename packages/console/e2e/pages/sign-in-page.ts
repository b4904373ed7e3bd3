import type { Page } from "playwright-core";

/** The page where one signs in, as a person uses it. */
export class SignInPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async signInAsUser({
    account,
    user,
    password,
  }: Readonly<Record<"account" | "user" | "password", string>>): Promise<void> {
    await this.page.getByLabel("Account ID or alias").fill(account);
    await this.page.getByLabel("User name").fill(user);
    await this.page.getByLabel("Password", { exact: true }).fill(password);
    await this.submit();
  }

  async signInAsRoot({ email, password }: Readonly<Record<"email" | "password", string>>): Promise<void> {
    await this.page.getByText("Root user", { exact: true }).first().click();
    await this.page.getByLabel("E-mail address").fill(email);
    await this.page.getByLabel("Password", { exact: true }).fill(password);
    await this.submit();
  }

  async submit(): Promise<void> {
    await this.page.getByRole("button", { name: "Sign in", exact: true }).click();
  }
}

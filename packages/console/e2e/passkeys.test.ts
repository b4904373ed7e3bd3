import assert from "node:assert/strict";
import { addAuthenticator } from "./harness/authenticator.ts";
import { openConsole } from "./harness/console-test.ts";
import { judgeAccessibility } from "./harness/judge-accessibility.ts";
import { ACCOUNT, as, PASSWORD, signIn } from "./harness/sign-in.ts";
import { CredentialsPage } from "./pages/credentials.ts";
import { SignInPage } from "./pages/sign-in-page.ts";

const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
const consoleTest = openConsole(`
accounts:
  - id: "${ACCOUNT}"
    alias: nordwind-people
    email: root@nordwind.example
    rootPassword: "${PASSWORD}"
    users:
      - { name: ana, password: "${PASSWORD}", policies: [${ADMINISTRATOR}] }
      - { name: nora, password: "${PASSWORD}", policies: [${ADMINISTRATOR}] }
      - { name: petra, password: "${PASSWORD}", policies: [${ADMINISTRATOR}] }
`);
const BY_NAME = { host: "localhost" } as const;

consoleTest(
  "a passkey is registered, signs in without a password, and is removed",
  async (given) => {
    const { open, page, context, guard, endpoint, screenshot } = given;
    guard.expect(/40[01]/);
    const authenticator = await addAuthenticator(page);
    await signIn(given, as("ana"));
    await open("/me");
    const credentials = new CredentialsPage(page);
    await credentials.beginPasskey("laptop");
    await screenshot("register-passkey");
    assert.deepEqual(await judgeAccessibility(page), []);
    await credentials.dialog.confirm("Register");
    await page.getByText("A passkey of ana was registered.").waitFor();
    await credentials.passkeys.filter({ hasText: "u2f/user/ana/laptop" }).waitFor();
    assert.equal(await authenticator.count(), 1);

    await context.clearCookies();
    await open("/signin?redirect=%2Fconsole%2Fme");
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await page.waitForURL(`${endpoint}/console/me`);
    await page.getByText("ana IAM user").waitFor();
    // The same authenticator again is no second device.
    await credentials.beginPasskey("again");
    await credentials.dialog.dialog.getByRole("button", { name: "Register", exact: true }).click();
    await page.getByText("This passkey or security key is registered already.").waitFor();
    await credentials.dialog.dialog.getByRole("button", { name: "Cancel" }).click();

    // What was begun with the passkey ends with it; the password lets in again, over the page.
    await credentials.removePasskey();
    const over = page.getByRole("dialog", { name: "Your session ended" });
    await over.waitFor();
    await over.getByRole("button", { name: "Sign in with a passkey" }).click();
    await over.getByText("That account, user or password is not right.").waitFor();
    await over.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await over.getByRole("button", { name: "Sign in", exact: true }).click();
    await over.waitFor({ state: "detached" });
    await page.getByText("No MFA device.", { exact: false }).waitFor();
  },
  BY_NAME,
);

consoleTest(
  "an administrator registers a second factor on a user's page, and it is asked for beside the password",
  async (given) => {
    const { open, page, context, guard, endpoint, screenshot } = given;
    guard.expect(/401/);
    const authenticator = await addAuthenticator(page);
    await signIn(given, as("ana"));
    await open("/iam/users/nora?tab=credentials");
    const credentials = new CredentialsPage(page);
    await credentials.beginPasskey("key");
    assert.equal(await credentials.dialog.dialog.getByRole("radio").count(), 0, "by itself: its owner alone");
    await credentials.dialog.confirm("Register");
    await credentials.passkeys.waitFor();

    await context.clearCookies();
    await open("/signin");
    await new SignInPage(page).signInAsUser(as("nora"));
    const use = page.getByRole("button", { name: "Use a passkey" });
    await use.waitFor();
    assert.equal(await page.getByLabel("Code").count(), 0, "there is no app to ask");
    await screenshot("second-factor");
    assert.deepEqual(await judgeAccessibility(page), []);
    await use.click();
    await page.waitForURL(`${endpoint}/console/iam`);
    await page.getByText("nora IAM user").waitFor();

    // Alone it opens nothing.
    await context.clearCookies();
    await open("/signin");
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await page.getByText(/^No passkey was chosen|^That account, user or password/).waitFor();
    await authenticator.recognize(false);
    await open("/signin");
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await page.getByText(/^No passkey was chosen/).waitFor();
  },
  BY_NAME,
);

consoleTest(
  "root has passkeys too, on its own page",
  async (given) => {
    const { open, page, context, guard, endpoint } = given;
    guard.expect(/401/);
    await addAuthenticator(page);
    await open("/signin");
    await new SignInPage(page).signInAsRoot({ email: "root@nordwind.example", password: PASSWORD });
    await page.waitForURL(`${endpoint}/console/iam`);
    await open("/me");
    const credentials = new CredentialsPage(page);
    await credentials.registerPasskey("safe");
    await credentials.passkeys.waitFor();
    assert.equal(await page.getByRole("button", { name: "Assign MFA device" }).count(), 0);
    await context.clearCookies();
    await open("/signin");
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await page
      .getByText(/Root user/)
      .first()
      .waitFor();
    await page.waitForURL(`${endpoint}/console/iam`);
  },
  BY_NAME,
);

consoleTest("where there are no passkeys it is said, and where there are", async (given) => {
  const { open, page, endpoint } = given;
  const byName = (path: string) => `${endpoint.replace("127.0.0.1", "localhost")}/console${path}`;
  await signIn(given, as("petra"));
  await open("/me");
  const credentials = new CredentialsPage(page);
  await credentials.beginPasskey();
  const { dialog } = credentials.dialog;
  await dialog.getByText("Passkeys belong to a name, and this page is open at 127.0.0.1.").waitFor();
  assert.equal(await dialog.getByRole("link").getAttribute("href"), byName("/me"));
  assert.ok(await dialog.getByRole("button", { name: "Register", exact: true }).isDisabled());
  await given.context.clearCookies();
  given.guard.expect(/401/);
  await open("/signin");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.getByText("Passkeys belong to a name, and this page is open at 127.0.0.1.").waitFor();
  assert.equal(await page.getByRole("link", { name: "localhost" }).getAttribute("href"), byName("/signin"));
});

consoleTest(
  "a browser without passkeys is told so",
  async (given) => {
    await given.page.addInitScript("delete window.PublicKeyCredential");
    await given.open("/signin");
    await given.page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await given.page
      .getByText("This browser cannot use passkeys here: they need https, or localhost.")
      .waitFor();
  },
  BY_NAME,
);

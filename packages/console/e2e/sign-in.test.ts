import assert from "node:assert/strict";
import { openConsole } from "./harness/console-test.ts";
import { lookEverywhere } from "./harness/look-everywhere.ts";
import { ANA } from "./harness/signed-in.ts";
import { answerRoute } from "./harness/stand-in-routes.ts";
import { SignInPage } from "./pages/sign-in-page.ts";

const consoleTest = openConsole(`
accounts:
  - id: "444455556666"
    users: [{ name: ana }]
`);

const SIGNED_IN = {
  identity: { ...ANA, signedInAt: "2026-11-26T10:00:00Z", expiresAt: "2099-11-26T22:00:00Z" },
  csrfToken: "csrf",
};
const refuse = (code: string, details: object = {}) => ({
  status: 401,
  body: { error: { code, message: code, ...details } },
});

consoleTest("sign-in: a link fills the account, nothing to complain of", async (given) => {
  const { open, page } = given;
  await open("/signin?account=nordwind-people");
  await page.getByRole("heading", { name: "Sign in", level: 1 }).waitFor();
  assert.equal(await page.getByLabel("Account ID or alias").inputValue(), "nordwind-people");
  await lookEverywhere(given, "sign-in");
});

consoleTest(
  "what was missing is sent together with all of it: a code, then a new password",
  async ({ open, page, guard }) => {
    guard.expect(/401/);
    const sent: unknown[] = [];
    await answerRoute(page, "POST", "/session", (body) => {
      sent.push(body);
      const { mfaCode, newPassword } = body as { readonly mfaCode?: string; readonly newPassword?: string };
      if (mfaCode === undefined)
        return refuse("MfaRequired", { devices: [{ serialNumber: "arn:mfa", kind: "totp" }] });
      if (newPassword === undefined)
        return refuse("NewPasswordRequired", {
          reason: "first-use",
          rules: { minimumPasswordLength: 12, requireNumbers: true },
        });
      return { body: SIGNED_IN };
    });
    await open("/signin?redirect=%2Fconsole%2Flearn");
    await new SignInPage(page).signInAsUser({ account: "4444-5555-6666", user: "ana", password: "old" });
    await page.getByLabel("Code").fill("123456");
    await page.getByLabel("New password", { exact: true }).fill("long enough 1");
    await page.getByText("At least 12 characters").waitFor();
    await page.getByLabel("New password again").fill("long enough 1");
    await page.getByRole("button", { name: "Set the password and sign in" }).click();
    await page.waitForURL(/\/console\/learn$/);
    const first = { account: "444455556666", user: "ana", password: "old" };
    assert.deepEqual(sent, [
      first,
      { ...first, mfaCode: "123456" },
      { ...first, mfaCode: "123456", newPassword: "long enough 1" },
    ]);
  },
);

consoleTest(
  "a wrong part is told in one sentence, and a link elsewhere is not followed",
  async ({ open, page, guard, endpoint }) => {
    guard.expect(/401/);
    let isRight = false;
    const message = "That account, user or password is not right.";
    await answerRoute(page, "POST", "/session", () =>
      isRight ? { body: SIGNED_IN } : refuse("SignInRefused", { message }),
    );
    await open("/signin?redirect=%2F%5Cevil.example%2Fconsole%2F");
    const signInPage = new SignInPage(page);
    await signInPage.signInAsRoot({ email: "root@nordwind.example", password: "wrong" });
    await page.getByText(message).waitFor();
    isRight = true;
    await signInPage.submit();
    await page.waitForURL(`${endpoint}/console/iam`);
  },
);

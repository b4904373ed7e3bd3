import assert from "node:assert/strict";
import { callAs } from "./harness/call-as.ts";
import { type ConsoleTest, openConsole } from "./harness/console-test.ts";
import { judgeAccessibility } from "./harness/judge-accessibility.ts";
import { ACCOUNT, as, PASSWORD, type SignInAs, signIn } from "./harness/sign-in.ts";
import { createTurningClock } from "./harness/turning-clock.ts";
import { SignInPage } from "./pages/sign-in-page.ts";

const NEXT = "Another-Horse-2-Battery";
const THIRD = "Third-Horse-3-Battery";
const clock = createTurningClock();
const consoleTest = openConsole(
  `
accounts:
  - id: "${ACCOUNT}"
    alias: nordwind-people
    users:
      - { name: ana, password: "${PASSWORD}", policies: ["arn:aws:iam::aws:policy/AdministratorAccess"] }
${["fresh", "asked", "old", "hard", "lars"].map((name) => `      - { name: ${name}, password: "${PASSWORD}" }`).join("\n")}
`,
  clock.start,
);

/** The rules of the account, for all tests of this file. */
const RULES = {
  MinimumPasswordLength: 12,
  RequireNumbers: true,
  AllowUsersToChangePassword: true,
  PasswordReusePrevention: 3,
};

/** Comes to the page of a new password, and sets one. */
async function renew({ open, page, screenshot }: ConsoleTest, asked: SignInAs, says: RegExp): Promise<void> {
  const { user, password } = asked;
  await open("/signin?redirect=%2Fconsole%2Fme");
  await new SignInPage(page).signInAsUser(asked);
  await page.getByRole("heading", { name: "Choose a new password" }).waitFor();
  await page.getByText(says).waitFor();
  const rules = page.getByRole("list", { name: "Rules for the password" });
  const first = page.getByLabel("New password", { exact: true });
  await first.fill("short");
  await rules.getByText("At least 12 characters: not kept yet").waitFor();
  await rules.getByText("Not one of your last 3.").waitFor();
  // One that was used is known to the server alone.
  await first.fill(password);
  await page.getByLabel("New password again").fill(password);
  await rules.getByText("A digit: kept").waitFor();
  await page.getByRole("button", { name: "Set the password and sign in" }).click();
  await page.getByText("This password was used before. The last 3 cannot be used again.").waitFor();
  await screenshot(`new-password-${user}`);
  assert.deepEqual(await judgeAccessibility(page), []);
  await first.fill(NEXT);
  await page.getByLabel("New password again").fill(NEXT);
  await page.getByRole("button", { name: "Set the password and sign in" }).click();
  await page.getByText(`${user} IAM user`).waitFor();
}

consoleTest(
  "a password is renewed at first use, when it is demanded, and when it is too old",
  async (given) => {
    given.guard.expect(/40[13]/);
    const { page, context, open } = given;
    const call = await callAs(given, as("ana"));
    await call("iam/UpdateAccountPasswordPolicy", RULES);
    await call("iam/UpdateLoginProfile", { UserName: "fresh", PasswordResetRequired: true });
    await renew(given, as("fresh"), /first time that you sign in/);
    await context.clearCookies();
    clock.advanceDays(1 / 24);
    await call("iam/UpdateLoginProfile", {
      UserName: "asked",
      Password: THIRD,
      PasswordResetRequired: true,
    });
    await renew(
      given,
      { ...as("asked"), password: THIRD },
      /administrator of your account asks for a new password/,
    );
    await context.clearCookies();

    await call("iam/UpdateAccountPasswordPolicy", { ...RULES, MaxPasswordAge: 2 });
    clock.advanceDays(3);
    await renew(given, as("old"), /Your password has expired/);
    await context.clearCookies();

    // The administrators' own are too old too: with hard expiry they alone could let somebody in.
    const renewed = { ...as("ana"), newPassword: NEXT };
    const admin = await callAs(given, renewed);
    await admin("iam/UpdateAccountPasswordPolicy", { ...RULES, MaxPasswordAge: 2, HardExpiry: true });
    await open("/signin");
    await new SignInPage(page).signInAsUser(as("hard"));
    await page.getByText("This password has expired, and an administrator has to set a new one.").waitFor();
    await admin("iam/UpdateLoginProfile", { UserName: "hard", Password: THIRD });
    await new SignInPage(page).signInAsUser({ ...as("hard"), password: THIRD });
    await page.getByText("hard IAM user").waitFor();
    await admin("iam/DeleteAccountPasswordPolicy");
  },
);

consoleTest(
  "whom wrong passwords keep out is told to administrators, who let them in again",
  async (given) => {
    const { open, page, guard, context, screenshot } = given;
    guard.expect(/40[13]/);
    for (let turn = 0; turn < 10; turn++)
      await context.request.post(`${given.endpoint}/console/session`, {
        data: { ...as("lars"), password: "wrong" },
        headers: { Origin: given.endpoint },
      });
    await open("/signin");
    const signInPage = new SignInPage(page);
    await signInPage.signInAsUser(as("lars"));
    await page.getByText("That account, user or password is not right.").waitFor();
    await signIn(given, { ...as("ana"), password: NEXT });
    await open("/iam/users/lars?tab=credentials");
    await page.getByText(/^Locked until /).waitFor();
    await screenshot("user-locked");
    assert.deepEqual(await judgeAccessibility(page), []);
    await page.getByRole("button", { name: "Unlock" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Unlock", exact: true }).click();
    await page.getByText("Not locked", { exact: true }).waitFor();
    await context.clearCookies();
    await open("/signin");
    await signInPage.signInAsUser(as("lars"));
    await page.getByText("lars IAM user").waitFor();
  },
);

consoleTest(
  "Caps Lock is told, and the account is remembered where that is wanted",
  async ({ open, page, guard }) => {
    guard.expect(/40[13]/);
    await open("/signin");
    const password = page.getByLabel("Password", { exact: true });
    await password.focus();
    await page.evaluate(() => {
      const event = new KeyboardEvent("keyup", { key: "A", modifierCapsLock: true, bubbles: true });
      document.activeElement?.dispatchEvent(event);
    });
    await page.getByText("Caps Lock is on.").waitFor();
    await page.keyboard.press("a");
    await page.getByText("Caps Lock is on.").waitFor({ state: "detached" });
    const signInPage = new SignInPage(page);
    const account = page.getByLabel("Account ID or alias");
    await signInPage.signInAsUser({ account: "nordwind-people", user: "nobody", password: "wrong" });
    await page.getByText("That account, user or password is not right.").waitFor();
    await page.reload();
    assert.equal(await account.inputValue(), "nordwind-people");
    await page.getByRole("checkbox", { name: "Remember this account on this device" }).uncheck();
    await signInPage.signInAsUser({ account: "nordwind-people", user: "nobody", password: "wrong" });
    await page.getByText("That account, user or password is not right.").waitFor();
    await page.reload();
    assert.equal(await account.inputValue(), "");
  },
);

consoleTest("signing out everywhere ends every session, and names them first", async (given) => {
  const { open, page, context, guard, endpoint } = given;
  guard.expect(/40[13]/);
  const asked = { ...as("ana"), password: NEXT };
  const elsewhere = await callAs(given, asked);
  await signIn(given, asked);
  await open("/me?tab=sessions");
  await page.locator(".rc-section:focus").getByText("This one").waitFor();
  assert.ok((await page.getByRole("table", { name: "Sessions" }).getByRole("row").count()) > 2);
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign out everywhere" }).click();
  await page.getByRole("heading", { name: "Sign in", level: 1 }).waitFor();
  await assert.rejects(elsewhere("sts/GetCallerIdentity"), /SessionEnded/);
  assert.equal((await context.request.get(`${endpoint}/console/session`)).status(), 401);
});

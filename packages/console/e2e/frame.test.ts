import assert from "node:assert/strict";
import { openConsole } from "./harness/console-test.ts";
import { ANA, standInForSession } from "./harness/signed-in.ts";
import { answerRoute, refuseRoute } from "./harness/stand-in-routes.ts";

const consoleTest = openConsole(`
accounts:
  - id: "444455556666"
    users: [{ name: ana }]
`);

const ROWS = Array.from({ length: 50 }, (_value, at) => ({
  UserName: `user-${at + 1}`,
  Path: "/",
  Arn: `arn:aws:iam::444455556666:user/user-${at + 1}`,
  CreateDate: "2026-11-20T10:00:00Z",
  Groups: ["Developers"],
}));

consoleTest(
  "who is not signed in is asked to, and comes back to where they wanted to go",
  async ({ open, page, guard, screenshot }) => {
    guard.expect(/401/);
    await answerRoute(page, "GET", "/session", () => ({
      status: 401,
      body: { error: { code: "SessionEnded", message: "Nobody is signed in." } },
    }));
    await open("/iam/users?q=x");
    await page.getByRole("heading", { name: "Sign in", level: 1 }).waitFor();
    assert.equal(new URL(page.url()).searchParams.get("redirect"), "/console/iam/users?q=x");
    await screenshot("sign-in");
  },
);

consoleTest(
  "a link leads on without a reload, the heading has the focus, and keys lead on too",
  async ({ open, page }) => {
    await standInForSession(page);
    await open("/learn");
    await page.getByRole("heading", { name: "Learn", level: 1 }).waitFor();
    await page.evaluate(() => document.body.classList.add("not-reloaded"));
    await page.locator('nav a[href="/console/who-can"]').click();
    await page.locator("h1:focus", { hasText: "Who can?" }).waitFor();
    assert.equal(await page.title(), "Who can? · nordwind-people · Rolecall");
    await page.keyboard.press("g");
    await page.keyboard.press("w");
    await page.locator("h1:focus", { hasText: "Why?" }).waitFor();
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("body.not-reloaded").count(), 1);
  },
);

consoleTest("a link of AWS's console leads to our page", async ({ open, page, endpoint }) => {
  await standInForSession(page);
  const Question = {
    PrincipalArn: "arn:aws:iam::444455556666:user/ana",
    Action: "iam:ListUsers",
    Resource: "*",
  };
  await answerRoute(page, "POST", "/api/cloudtrail/LookupEvents", () => ({ body: { Events: [] } }));
  await answerRoute(page, "POST", "/api/rolecall/ExplainDenial", () => ({ body: { Question, Context: [] } }));
  await answerRoute(page, "POST", "/api/rolecall/ExplainRequest", () => ({ body: { Context: [] } }));
  await open("/iam/home?region=us-east-1#/authorization-details/a1b2");
  await page.waitForURL(`${endpoint}/console/why/e/a1b2`);
});

consoleTest(
  "who is away too long signs in again over the page, which stays as it was",
  async ({ open, page, guard }) => {
    guard.expect(/401/);
    await standInForSession(page);
    let isOver = false;
    await answerRoute(page, "POST", "/api/rolecall/SearchUsers", () =>
      isOver
        ? { status: 401, body: { error: { code: "SessionEnded", message: "It is over." } } }
        : { body: { Rows: ROWS, Count: 10_000, UnreadableColumns: [] } },
    );
    await open("/iam/users");
    await page.getByText("user-50", { exact: true }).waitFor();
    isOver = true;
    await page.getByRole("button", { name: "Read again" }).click();
    const dialog = page.getByRole("dialog", { name: "Your session ended" });
    await dialog.waitFor();
    assert.equal(await dialog.getByLabel("User name").inputValue(), "ana");
    // What is behind the dialog asks nothing of a server that would refuse it, wherever the page goes.
    const asked: string[] = [];
    page.on("request", (request) => void asked.push(request.url()));
    await page.evaluate(() => {
      history.pushState(null, "", "/console/iam/groups");
      dispatchEvent(new PopStateEvent("popstate"));
    });
    await page.getByRole("heading", { name: "User groups", level: 1, includeHidden: true }).waitFor();
    await page.evaluate(() => history.back());
    await page.getByRole("heading", { name: "Users", level: 1, includeHidden: true }).waitFor();
    assert.deepEqual(
      asked.filter((url) => url.includes("/console/api/")),
      [],
    );
    await answerRoute(page, "POST", "/session", () => {
      isOver = false;
      const identity = { ...ANA, signedInAt: "2026-11-26T10:00:00Z", expiresAt: "2099-11-26T22:00:00Z" };
      return { body: { identity, csrfToken: "other" } };
    });
    await dialog.getByLabel("Password", { exact: true }).fill("secret");
    await dialog.getByRole("button", { name: "Sign in", exact: true }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByText("user-50", { exact: true }).waitFor();
  },
);

consoleTest("while the server does not answer one bar says so", async ({ open, page, guard }) => {
  guard.expect(/ERR_/);
  await standInForSession(page);
  await open("/learn");
  await page.getByRole("heading", { name: "Learn", level: 1 }).waitFor();
  await refuseRoute(page, "/api/*");
  await page.locator('nav a[href="/console/iam/users"]').click();
  await page.getByText(/Rolecall does not answer. Nothing is lost; trying again in \d s/).waitFor();
});

import assert from "node:assert/strict";
import { openConsole } from "./harness/console-test.ts";
import { judgeAccessibility } from "./harness/judge-accessibility.ts";
import { standInForSession } from "./harness/signed-in.ts";
import { answerRoute } from "./harness/stand-in-routes.ts";

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

for (const colorScheme of ["light", "dark"] as const) {
  consoleTest(
    `the users are a table in the frame, ${colorScheme}`,
    async ({ open, page, screenshot }) => {
      await standInForSession(page);
      await answerRoute(page, "POST", "/api/rolecall/SearchUsers", () => ({
        body: { Rows: ROWS, Count: 10_000, UnreadableColumns: [] },
      }));
      await open("/iam/users");
      await page.getByRole("link", { name: "user-50" }).waitFor();
      await page.getByRole("heading", { name: "Users (10,000)", level: 1 }).waitFor();
      assert.equal(await page.title(), "Users · nordwind-people · Rolecall");
      assert.deepEqual(await judgeAccessibility(page), []);
      await screenshot(`users-${colorScheme}`);
    },
    { colorScheme },
  );
}

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { callAs } from "./harness/call-as.ts";
import { type ConsoleTest, openConsole } from "./harness/console-test.ts";
import { lookEverywhere } from "./harness/look-everywhere.ts";
import { PASSWORD, signIn } from "./harness/sign-in.ts";
import { answerRoute } from "./harness/stand-in-routes.ts";
import { NORDWIND, PAYROLL, PEOPLE, WHO_CAN_SEED } from "./harness/who-can-seed.ts";

const consoleTest = openConsole(WHO_CAN_SEED);
const as = (user: string, account = PEOPLE) => ({ account, user, password: PASSWORD });

const READ = { action: "s3:GetObject", resource: PAYROLL };
const asking = (question: object) => `/who-can#q=${encodeURIComponent(JSON.stringify(question))}`;
const rows = (page: Page) => page.getByRole("table", { name: "The ways, as a list" }).locator("tbody tr");
const sentence = (page: Page) => page.locator(".rc-way-sentence");
const toggle = (page: Page, name: string) => page.getByRole("checkbox", { name });

/** The rows of the list: who, through, state. */
async function told(page: Page): Promise<readonly (readonly string[])[]> {
  await rows(page).first().waitFor();
  return rows(page).evaluateAll((all) =>
    all.map((row) =>
      [...row.querySelectorAll("th, td")].slice(1, 4).map((cell) => (cell as HTMLElement).innerText.trim()),
    ),
  );
}

consoleTest(
  "open, needs and stopped ways are those that WhoCan answers, as a picture and as a list",
  async (given) => {
    const { page, open, screenshot } = given;
    await signIn(given, as("ana"));
    await open(asking(READ));
    const found = await told(page);
    await page.locator(".react-flow__node").first().waitFor();
    await screenshot("who-can-first");
    console.log(JSON.stringify(found, undefined, 1));
    await lookEverywhere(given, "who-can");
  },
);

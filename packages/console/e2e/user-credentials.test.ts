import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { openConsole } from "./harness/console-test.ts";
import { judgeAccessibility } from "./harness/judge-accessibility.ts";
import { PEOPLE_SEED } from "./harness/people-seed.ts";
import { as, signIn } from "./harness/sign-in.ts";

const consoleTest = openConsole(PEOPLE_SEED);

consoleTest("a user is created with a password that is shown once, and kept nowhere", async (given) => {
  const { open, page, screenshot } = given;
  await signIn(given, as("ana"));
  await open("/iam/users/create");
  await page.getByLabel("User name").fill("eva");
  await page.getByRole("checkbox", { name: "Console access" }).click();
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await page.getByRole("checkbox", { name: "Developers" }).click();
  // A draft survives a reload, and holds no password.
  await page.reload();
  await page.getByRole("heading", { name: "Groups (1/4)" }).waitFor();
  await screenshot("create-user-permissions");
  assert.deepEqual(await judgeAccessibility(page), []);
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await page.getByText("Add eva to Developers").waitFor();
  await screenshot("create-user-review");
  await page.getByRole("button", { name: "Create user" }).click();
  await page.getByRole("heading", { level: 1, name: "Retrieve password" }).waitFor();
  await page.getByRole("link", { name: "View user" }).click();
  await page.getByText("The password is shown only now. It was neither").waitFor();
  await page.getByRole("button", { name: "Stay" }).last().click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download .csv file" }).click(),
  ]);
  const [header, line = ""] = readFileSync(await download.path(), "utf8").split("\r\n");
  assert.equal(header, "User name,Password,Console sign-in URL");
  const password = line.replace(/^eva,"?/, "").replace(/"?,http.*$/, "");
  assert.equal(password.length, 20);
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...sessionStorage }, { ...localStorage }, history.state]),
  );
  assert.ok(!kept.includes(password) && !page.url().includes(password));
  await screenshot("create-user-credentials");
  await page.getByRole("link", { name: "View user" }).click();
  await page.getByRole("heading", { level: 1, name: "eva" }).waitFor();
});

consoleTest("an access key is made: its secret once, leaving asks, and it works", async (given) => {
  const { open, page, screenshot } = given;
  await signIn(given, as("ana"));
  await open("/iam/users/carl?tab=credentials");
  await page.getByRole("link", { name: "Create access key" }).first().click();
  await page.getByText("What do you need it for?").first().waitFor();
  await page.getByRole("radio", { name: "A pipeline (GitHub, GitLab)" }).click();
  await page.getByText(/OpenID Connect provider needs no secret/).waitFor();
  await page.getByLabel("Description").fill("carl's laptop");
  await page.getByText("Letters, digits, blanks and _.:/=+-@ only.").waitFor();
  await page.getByLabel("Description").fill("laptop of carl");
  await screenshot("access-key-question");
  assert.deepEqual(await judgeAccessibility(page), []);
  await page.getByRole("button", { name: "Create access key" }).click();
  await page.getByText("The secret is shown only now. Rolecall keeps").waitFor();
  await screenshot("access-key-made");
  assert.deepEqual(await judgeAccessibility(page), []);
  await page.getByRole("link", { name: "Done" }).click();
  await page.getByText("It was neither copied nor downloaded.").waitFor();
  await page.getByRole("button", { name: "Stay" }).last().click();
  await page.getByRole("button", { name: /^Show the secret access key/ }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download .csv file" }).click(),
  ]);
  const [header, line = ""] = readFileSync(await download.path(), "utf8").split("\r\n");
  assert.equal(header, "Access key ID,Secret access key");
  const [id = "", secret = ""] = line.split(",");
  assert.match(id, /^AKIA/);
  assert.equal(await page.getByText(secret, { exact: true }).count(), 1);
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...sessionStorage }, { ...localStorage }, history.state]),
  );
  assert.ok(!kept.includes(secret));
  await page.getByRole("link", { name: "Done" }).click();
  await page.getByText("Two keys at most", { exact: false }).first().waitFor({ state: "attached" });
});

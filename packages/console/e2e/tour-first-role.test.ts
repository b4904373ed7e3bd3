import assert from "node:assert/strict";
import { openConsole } from "./harness/console-test.ts";
import { lookEverywhere } from "./harness/look-everywhere.ts";
import { signIn } from "./harness/sign-in.ts";
import { readTourSeed } from "./harness/tour-seed.ts";
import { TourByKeyboard } from "./pages/tour-by-keyboard.ts";

const ANA = { account: "nordwind", user: "ana", password: "Learn-By-Doing-1" };

const consoleTest = openConsole(readTourSeed("first-role.yaml"));

consoleTest("who knows AWS hides the card for good, and is told where", async (given) => {
  const { open, page } = given;
  await signIn(given, ANA);
  await open("/iam");
  await page.getByRole("button", { name: "I know AWS" }).click();
  await page.getByText("No tours on the dashboard any more for ana, in this browser.").waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "This account" }).waitFor();
  assert.equal(await page.getByRole("button", { name: "I know AWS" }).count(), 0);
});

consoleTest(
  "your first role, by keyboard alone: each step is noticed, and at the end all of it is deleted",
  async (given) => {
    const { open, page, guard, screenshot } = given;
    // As the second role, which may do nothing, pages are denied.
    guard.expect(/40[03]/);
    await signIn(given, ANA);
    await open("/iam");
    const tour = new TourByKeyboard(page);
    await page.getByRole("heading", { name: "Your first role (5 minutes)" }).waitFor();
    await screenshot("tour-first-run");
    await tour.press(page.getByRole("button", { name: "Begin Your first role" }));

    await tour.at("Begin a role");
    await tour.showWhere();
    // Where the list of pages is closed, the tour leads to Roles by itself.
    if (/^Roles/.test(await page.locator(":focus").innerText())) {
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Roles", level: 1 }).waitFor();
      await tour.showWhere();
    }
    assert.equal(await tour.markedNumber(), "1");
    await page.keyboard.press("Enter");

    await tour.at("AWS service, EC2");
    await tour.showWhere();
    assert.equal(await page.locator(":focus").innerText(), "Next");
    await screenshot("tour-marked");
    await page.keyboard.press("Enter");

    await tour.at("AmazonS3ReadOnlyAccess");
    await tour.showWhere();
    await tour.type("AmazonS3ReadOnly");
    await page.getByRole("checkbox", { name: "AmazonS3ReadOnlyAccess", exact: true }).waitFor();
    await tour.showWhere();
    await page.keyboard.press("Space");
    await page.getByText("Find AmazonS3ReadOnlyAccess and tick it. (done)").waitFor();
    await tour.showWhere();
    await page.keyboard.press("Enter");

    await tour.at("Name it testrole");
    await tour.showWhere();
    await tour.type("testrole");
    await tour.showWhere();
    await page.keyboard.press("Enter");

    await tour.at("Trust relationships");
    await page.reload();
    await tour.at("Trust relationships");
    await tour.showWhere();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "testrole", level: 1 }).waitFor();
    await page.getByText("Open the role testrole. (done)").waitFor();
    await tour.showWhere();
    await page.keyboard.press("Enter");

    await tour.at("Ask Why?");
    await screenshot("tour-why");
    await tour.showWhere();
    await tour.type("arn:aws:iam::111122223333:role/testrole");
    await page.keyboard.press("Tab");
    await tour.type("s3:DeleteObject");
    await page.keyboard.press("Tab");
    await tour.type("arn:aws:s3:::photos/cat.jpg");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Denied: no identity policy allows it" }).waitFor();

    await tour.at("Become a role, and come back");
    await makeVisitor(tour);
    await page.getByText("named visitor. (done)").waitFor();
    await tour.showWhere();
    await page.keyboard.press("Enter");
    await page.getByText("Switch to visitor. (done)").waitFor();
    await screenshot("tour-as-visitor");
    await tour.showWhere();
    await page.keyboard.press("Enter");

    await page.getByRole("heading", { name: "What this tour made" }).waitFor();
    await page.getByText("the role testrole", { exact: true }).waitFor();
    await page.getByText("Delete the instance profile testrole").waitFor();
    await screenshot("tour-end");
    await tour.toPanel();
    await tour.press(page.getByRole("button", { name: "Delete all of it" }));
    await page.getByText("Nothing that this tour made is left.").waitFor();
    await tour.press(page.getByRole("button", { name: "Close the tour", exact: true }));
    await open("/iam/roles");
    await page.getByText("No roles yet").waitFor();
    await open("/learn");
    await page.getByText("Done", { exact: true }).first().waitFor();
  },
);

async function makeVisitor(tour: TourByKeyboard): Promise<void> {
  const { page } = tour;
  await tour.showWhere();
  await page.keyboard.press("Space");
  await page.getByRole("heading", { name: "An AWS account" }).waitFor();
  await tour.press(page.getByRole("button", { name: "Next", exact: true }));
  await page.getByRole("heading", { name: "Add permissions", level: 1 }).waitFor();
  await tour.press(page.getByRole("button", { name: "Next", exact: true }));
  await page.getByRole("heading", { name: "Name, review, and create", level: 1 }).waitFor();
  await tour.showWhere();
  await tour.type("visitor");
  await tour.press(page.getByRole("button", { name: "Create role", exact: true }));
}

for (const forcedColors of ["none", "active"] as const)
  consoleTest(
    `the list of tours and the panel have nothing to complain of, forced colours: ${forcedColors}`,
    async (given) => {
      const { open, page, screenshot } = given;
      await signIn(given, ANA);
      await open("/learn");
      await page.getByText("Not begun").first().waitFor();
      if (forcedColors === "none") await lookEverywhere(given, "learn");
      await page.setViewportSize({ width: 1440, height: 900 });
      await new TourByKeyboard(page).press(page.getByRole("button", { name: "Begin Your first role" }));
      await open("/iam/roles");
      await page.locator("[data-rc-tour='1']").waitFor();
      const outline = await page
        .locator("[data-rc-tour]")
        .evaluate((element) => getComputedStyle(element).outlineStyle);
      assert.equal(outline, "dashed");
      if (forcedColors === "active") await screenshot("tour-forced-colours");
      else await lookEverywhere(given, "tour");
    },
    { forcedColors },
  );

consoleTest("a step whose role is not here says so, and that its place is not on the page", async (given) => {
  const { open, page, screenshot } = given;
  await signIn(given, ANA);
  await open("/learn");
  const place = { step: "trust", task: 0, notes: { role: "nobodys" }, made: [], byHand: [] };
  const kept = [
    {
      arn: "arn:aws:iam::111122223333:user/ana",
      running: "first-role",
      places: { "first-role": place, strange: { step: 7 } },
    },
  ];
  await page.evaluate((text) => localStorage.setItem("rolecall.tours", text), JSON.stringify(kept));
  await page.reload();
  await page.getByText("There is no role nobodys in this account.").waitFor();
  await page.getByText("At step 5 of 7").waitFor();
  await page.getByRole("button", { name: "Show me where" }).click();
  await page.getByText("It is not on this page now.").waitFor();
  await screenshot("tour-missing");
  await page.getByRole("button", { name: "Mark as done" }).click();
  await page.getByText("5. Trust relationships (marked by you)").waitFor();
});

consoleTest(
  "where the panel covers the page, it makes room for what it shows, and a notice tells of the next step",
  async (given) => {
    const { open, page, screenshot } = given;
    await signIn(given, ANA);
    await open("/iam/roles");
    await page.locator("#content").getByRole("link", { name: "Create role" }).first().waitFor();
    await page.evaluate(() => {
      const ana = { arn: "arn:aws:iam::111122223333:user/ana", running: "first-role", places: {} };
      localStorage.setItem("rolecall.tours", JSON.stringify([ana]));
    });
    await page.reload();
    await page.getByRole("button", { name: "Open the tour's panel" }).click();
    await page.getByRole("button", { name: "Show me where" }).click();
    await page.locator("[data-rc-tour='1']:focus").waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("Your first role, step 2 of 7: AWS service, EC2").last().waitFor();
    await screenshot("tour-notice-375");
    await page.getByRole("button", { name: "Open the tour", exact: true }).click();
    await page.locator(".rc-tour-step").waitFor();
  },
  { width: 375, height: 812 },
);

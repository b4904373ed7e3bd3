import type { Page } from "playwright-core";
import { openConsole } from "./harness/console-test.ts";
import { signIn } from "./harness/sign-in.ts";
import { readTourSeed } from "./harness/tour-seed.ts";
import { TourByKeyboard } from "./pages/tour-by-keyboard.ts";

const consoleTest = openConsole(readTourSeed("untrusted-group.yaml"));

const ACCOUNT = "arn:aws:iam::111122223333";

consoleTest(
  "why a group cannot be trusted, by keyboard alone: refused, and the two policies that do it",
  async (given) => {
    const { open, page, screenshot } = given;
    await signIn(given, { account: "nordwind", user: "ana", password: "Learn-By-Doing-1" });
    await open("/learn");
    const tour = new TourByKeyboard(page);
    await tour.press(page.getByRole("button", { name: "Begin Why a group cannot be trusted" }));

    await tour.at("Look at a group");
    await tour.showWhere();
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "Auditors" }).waitFor();
    await tour.showWhere();
    await page.keyboard.press("Enter");

    await tour.at("Try to trust it");
    await tour.showWhere();
    await page.keyboard.press("Space");
    await page.getByText("choose Custom trust policy. (done)").waitFor();
    await tour.showWhere();
    await overwrite(page, { Principal: { AWS: `${ACCOUNT}:group/Auditors` } });

    await tour.at("Trust the account instead");
    await page
      .getByText(/does not name a principal of type AWS/)
      .first()
      .waitFor();
    await screenshot("tour-group-refused");
    await createAudit(tour);

    await tour.at("Let the group become it");
    await tour.showWhere();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await tour.tabTo(dialog.getByLabel("Policy name"));
    await tour.type("BecomeAudit");
    await tour.tabTo(dialog.getByRole("textbox", { name: "Policy document" }));
    await overwrite(page, { Resource: `${ACCOUNT}:role/Audit` });
    await tour.press(dialog.getByRole("button", { name: "Create policy" }));

    await tour.at("Who is in the group may");
    await tour.toPanel();
    await tour.press(page.getByRole("link", { name: "Ask it for me" }));
    await page.getByRole("heading", { name: /^Allowed/ }).waitFor();
    await tour.at("Who is not may not");
    await tour.toPanel();
    await tour.press(page.getByRole("link", { name: "Ask it for me" }));
    await page.getByRole("heading", { name: "Denied: no identity policy allows it" }).waitFor();

    await page.getByRole("heading", { name: "What this tour made" }).waitFor();
    await page.getByText("the inline policy BecomeAudit of the group Auditors", { exact: true }).waitFor();
    await page.getByText("the role Audit", { exact: true }).waitFor();
    await tour.toPanel();
    await tour.press(page.getByRole("button", { name: "Delete all of it" }));
    await page.getByText("Nothing that this tour made is left.").waitFor();
  },
);

/** Puts a text in the place of the one that the editor has, as it is pasted. */
async function overwrite(page: Page, more: object): Promise<void> {
  const Statement = [{ Effect: "Allow", ...more, Action: "sts:AssumeRole" }];
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText(JSON.stringify({ Version: "2012-10-17", Statement }, null, 2));
}

async function createAudit(tour: TourByKeyboard): Promise<void> {
  const { page } = tour;
  const next = page.getByRole("button", { name: "Next", exact: true });
  await tour.showWhere();
  await page.keyboard.press("Space");
  await page.getByRole("heading", { name: "An AWS account" }).waitFor();
  await tour.press(next);
  await page.getByRole("heading", { name: "Add permissions", level: 1 }).waitFor();
  await tour.press(next);
  await page.getByRole("heading", { name: "Name, review, and create", level: 1 }).waitFor();
  await tour.showWhere();
  await tour.type("Audit");
  await tour.press(page.getByRole("button", { name: "Create role", exact: true }));
}

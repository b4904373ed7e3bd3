import { openConsole } from "./harness/console-test.ts";
import { signIn } from "./harness/sign-in.ts";
import { readTourSeed } from "./harness/tour-seed.ts";
import { TourByKeyboard } from "./pages/tour-by-keyboard.ts";

const consoleTest = openConsole(readTourSeed("break-glass.yaml"));

/** Through the wizard to its last button. */
async function createHelper(tour: TourByKeyboard): Promise<void> {
  const { page } = tour;
  const next = page.getByRole("button", { name: "Next", exact: true });
  await tour.showWhere();
  await tour.type("helper");
  await tour.press(next);
  await page.getByRole("heading", { name: "Set permissions", level: 1 }).waitFor();
  await tour.press(next);
  await page.getByRole("heading", { name: "Review and create", level: 1 }).waitFor();
  await tour.showWhere();
  await page.keyboard.press("Enter");
}

consoleTest(
  "break the glass, by keyboard alone: denied, why, the keeper opens, allowed, and shut again",
  async (given) => {
    const { open, page, guard, screenshot } = given;
    // The guard-rail denies, and so does the keeper's role.
    guard.expect(/40[03]/);
    await signIn(given, { account: "payroll", user: "ana", password: "Learn-By-Doing-1" });
    await open("/learn");
    const tour = new TourByKeyboard(page);
    await tour.press(page.getByRole("button", { name: "Begin Break the glass" }));

    await tour.at("Be denied");
    await createHelper(tour);

    await tour.at("Ask Why?");
    await tour.showWhere();
    await screenshot("tour-glass-denied");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Denied: a service control policy forbids it" }).waitFor();
    await page.getByText("BreakGlass").first().waitFor();

    await tour.at("Become the keeper");
    await screenshot("tour-glass-why");
    await tour.showWhere();
    await page.keyboard.press("Enter");

    await tour.at("Open the glass");
    await tour.showWhere();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Tags of ana" });
    await tour.press(dialog.getByRole("button", { name: "Add a tag" }));
    await tour.tabTo(dialog.getByPlaceholder("Key"));
    await tour.type("BreakGlass");
    await page.keyboard.press("Escape");
    await tour.tabTo(dialog.getByPlaceholder("Value"));
    await tour.type("open");
    await page.keyboard.press("Escape");
    await tour.press(dialog.getByRole("button", { name: "Save changes" }));

    await tour.at("Ask again");
    await tour.showWhere();
    await page.keyboard.press("Enter");
    await page.getByText("Go back to who you are. (done)").waitFor();
    await tour.toPanel();
    await tour.press(page.getByRole("link", { name: "Ask it for me" }));
    await page.getByRole("heading", { name: /^Allowed/ }).waitFor();

    await tour.at("Do what you came for");
    // The wizard kept what was entered, and its place.
    await tour.showWhere();
    await page.keyboard.press("Enter");

    await tour.at("Close the glass");
    await tour.showWhere();
    await page.keyboard.press("Enter");
    await tour.press(dialog.getByRole("button", { name: /^Remove/ }));
    await tour.press(dialog.getByRole("button", { name: "Save changes" }));

    await page.getByRole("heading", { name: "What this tour made" }).waitFor();
    await page.getByText("the user helper", { exact: true }).waitFor();
    await tour.toPanel();
    await tour.press(page.getByRole("button", { name: "Delete all of it" }));
    await page.getByText("Nothing that this tour made is left.").waitFor();
    await open("/iam/users?q=helper");
    await page.getByText("No match").first().waitFor();
  },
);

import { openConsole } from "./harness/console-test.ts";
import { signIn } from "./harness/sign-in.ts";
import { readTourSeed } from "./harness/tour-seed.ts";
import { TourByKeyboard } from "./pages/tour-by-keyboard.ts";

const consoleTest = openConsole(readTourSeed("ten-accounts.yaml"));

consoleTest(
  "one set of users, ten accounts, by keyboard alone: there and back, refused, and one person more",
  async (given) => {
    const { open, page, guard, screenshot } = given;
    // As Developer of another account, pages that need more are denied.
    guard.expect(/40[03]/);
    await signIn(given, { account: "nordwind-people", user: "ana", password: "Learn-By-Doing-1" });
    await open("/learn");
    const tour = new TourByKeyboard(page);
    await tour.press(page.getByRole("button", { name: "Begin One set of users, ten accounts" }));

    await tour.at("Ten accounts");
    await tour.showWhere();
    await page.keyboard.press("Enter");
    await tour.at("People in one of them");
    await screenshot("tour-accounts");
    await tour.showWhere();
    await page.keyboard.press("Enter");
    await tour.at("Roles that trust you");
    await tour.showWhere();
    await page.keyboard.press("Enter");

    await tour.at("Into shop-dev");
    await page.getByRole("heading", { name: "Roles that trust you (6)" }).waitFor();
    await tour.showWhere();
    await page.keyboard.press("Enter");

    await tour.at("No users here");
    await tour.showWhere();
    await page.keyboard.press("Enter");
    await page.getByText("No users yet").waitFor();
    await page.getByText("Open Users: there are none. (done)").waitFor();
    await tour.showWhere();
    await page.keyboard.press("Enter");

    await tour.at("Trust alone is not enough");
    await screenshot("tour-accounts-trust");
    await tour.showWhere();
    await page.keyboard.press("Enter");
    await page.getByText("Go back to who you are. (done)").waitFor();
    await tour.toPanel();
    await tour.press(page.getByRole("link", { name: "Ask it for me" }));
    await page.getByRole("heading", { name: /^Denied/ }).waitFor();

    await tour.at("One person more");
    await createCleo(tour);
    await page.getByText("cleo is in Developers. (done)").waitFor();
    await tour.toPanel();
    await tour.press(page.getByRole("link", { name: "Ask it for me" }));
    await page.getByRole("heading", { name: /^Allowed/ }).waitFor();

    await page.getByRole("heading", { name: "What this tour made" }).waitFor();
    await page.getByText("the user cleo", { exact: true }).waitFor();
    await tour.toPanel();
    await tour.press(page.getByRole("button", { name: "Delete all of it" }));
    await page.getByText("Nothing that this tour made is left.").waitFor();
  },
);

async function createCleo(tour: TourByKeyboard): Promise<void> {
  const { page } = tour;
  const next = page.getByRole("button", { name: "Next", exact: true });
  await tour.showWhere();
  await tour.type("cleo");
  await tour.press(next);
  await page.getByRole("heading", { name: "Set permissions", level: 1 }).waitFor();
  await tour.showWhere();
  await page.keyboard.press("Space");
  await tour.press(next);
  await page.getByRole("heading", { name: "Review and create", level: 1 }).waitFor();
  await tour.showWhere();
  await page.keyboard.press("Enter");
}

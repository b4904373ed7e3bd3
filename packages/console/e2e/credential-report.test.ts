import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { openConsole } from "./harness/console-test.ts";
import { judgeAccessibility } from "./harness/judge-accessibility.ts";
import { PEOPLE_SEED } from "./harness/people-seed.ts";
import { ACCOUNT, as, signIn } from "./harness/sign-in.ts";

const consoleTest = openConsole(PEOPLE_SEED);

for (const { colorScheme, width } of [
  { colorScheme: "light", width: 1440 },
  { colorScheme: "dark", width: 375 },
] as const)
  consoleTest(
    `the credential report is generated, shown and handed out, ${colorScheme}, ${width} px`,
    async (given) => {
      const { open, page, screenshot } = given;
      await signIn(given, as("ana"));
      await open("/credential-report");
      await page.getByText(`arn:aws:iam::${ACCOUNT}:user/carl`).waitFor();
      assert.deepEqual(await judgeAccessibility(page), []);
      await screenshot(`credential-report-${colorScheme}-${width}`);
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "Download .csv file" }).click(),
      ]);
      const csv = readFileSync(await download.path(), "utf8");
      assert.match(csv, /^user,arn,user_creation_time,password_enabled,password_last_used,/);
      assert.match(csv, /\n<root_account>,/);
    },
    { colorScheme, width },
  );

consoleTest("what was used last is told of a user, with the policies that allow it", async (given) => {
  const { open, page, screenshot } = given;
  await signIn(given, as("ana"));
  await open(`/last-accessed?arn=arn:aws:iam::${ACCOUNT}:user/carl`);
  await page.getByText("Never in 400 days").first().waitFor();
  await page.getByRole("link", { name: "AmazonS3ReadOnlyAccess" }).first().waitFor();
  assert.deepEqual(await judgeAccessibility(page), []);
  await screenshot("last-accessed");
});

consoleTest("who may not generate the report sees why, in place", async (given) => {
  const { open, page, guard } = given;
  guard.expect(/403/);
  await signIn(given, as("bob"));
  await open("/credential-report");
  await page.getByText(/is not authorized to perform: iam:GenerateCredentialReport/).waitFor();
});

import assert from "node:assert/strict";
import { createIdp } from "../../federation/src/saml/idp.test-support.ts";
import { openConsole } from "./harness/console-test.ts";
import { judgeAccessibility } from "./harness/judge-accessibility.ts";
import { ROLES_SEED } from "./harness/roles-seed.ts";
import { as, signIn } from "./harness/sign-in.ts";

const consoleTest = openConsole(ROLES_SEED);
const GITHUB = "token.actions.githubusercontent.com";

for (const colorScheme of ["light", "dark"] as const)
  consoleTest(
    `providers are listed, one is added, and one is deleted after its roles were named, ${colorScheme}`,
    async ({ open, page, context, endpoint, screenshot }) => {
      const host = `gitlab.example/${colorScheme}`;
      await signIn({ context, endpoint }, as("ana"));
      await open("/iam/providers");
      await page.getByRole("link", { name: GITHUB }).waitFor();
      assert.deepEqual(await judgeAccessibility(page), []);
      await screenshot(`providers-${colorScheme}`);
      await page.getByRole("link", { name: "Add provider" }).click();
      await page.getByRole("heading", { name: "Add provider", level: 1 }).waitFor();
      await page.getByRole("button", { name: "Add provider" }).click();
      await page.getByText("The name has 1 to 128 letters").first().waitFor();
      await page.getByLabel("Metadata document").fill("<a/>");
      await page.getByText("This is no SAML metadata: its root is no EntityDescriptor.").first().waitFor();
      assert.deepEqual(await judgeAccessibility(page), []);
      await screenshot(`provider-create-${colorScheme}`);
      await page.getByLabel("Provider name").fill(`corp-${colorScheme}`);
      const { metadata } = createIdp({ now: () => Date.now() });
      await page.getByLabel("Metadata document").fill(metadata);
      const [, entityId = ""] = /entityID="([^"]+)"/.exec(metadata) ?? [];
      await page.getByText(entityId, { exact: true }).waitFor();
      await page.getByText(/^\d+ \w+ \d{4}, \d\d:\d\d \(UTC\)/).waitFor();
      await screenshot(`provider-saml-${colorScheme}`);
      await page.getByRole("button", { name: "Add provider" }).click();
      await page.getByText(`Provider corp-${colorScheme} was added.`).waitFor();
      await page.getByRole("link", { name: "Add provider" }).click();
      await page.getByRole("radio", { name: "OpenID Connect" }).check();
      await page.getByLabel("Provider URL").fill(`https://${host}`);
      await page.getByLabel("Audiences").fill("sts.amazonaws.com");
      await page.getByLabel("Thumbprints (optional)").fill("a".repeat(40));
      await page.getByRole("button", { name: "Add provider" }).click();
      await page.getByText(`Provider https://${host} was added.`).waitFor();
      await page.getByRole("link", { name: host }).click();
      await page.getByText("No role trusts it yet.").waitFor();
      await page.getByRole("button", { name: "Delete", exact: true }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByText("No role trusts it.").waitFor();
      await dialog.getByRole("textbox").fill(host);
      await dialog.getByRole("button", { name: "Delete", exact: true }).click();
      await page.getByText(`Provider ${host} was deleted.`).waitFor();
      await page.getByRole("link", { name: GITHUB }).click();
      await page.getByRole("link", { name: "DeployPipeline" }).waitFor();
      await page.getByRole("button", { name: "Delete", exact: true }).click();
      await page.getByText("1 role trusts it: DeployPipeline.").waitFor();
      assert.deepEqual(await judgeAccessibility(page), []);
      await screenshot(`provider-delete-${colorScheme}`);
    },
    { colorScheme },
  );

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import type { Locator, Page } from "playwright-core";
import { openConsole } from "./harness/console-test.ts";
import { PEOPLE_SEED } from "./harness/people-seed.ts";
import { as, signIn } from "./harness/sign-in.ts";

/** A kind of dialog, and what opens it. */
interface DialogKind {
  /** The one that makes it, under `src`. */
  readonly file: string;
  readonly path: string;
  readonly title: string | RegExp;
  /** Opens it. @returns what has the focus once the dialog is gone */
  readonly open: (page: Page) => Promise<Locator>;
  /** Escape, where nothing is said. */
  readonly close?: (dialog: Locator) => Promise<void>;
}

async function press(opener: Locator): Promise<Locator> {
  await opener.click();
  return opener;
}

const KINDS: readonly DialogKind[] = [
  {
    file: "patterns/change/change-dialog.tsx",
    path: "/iam/users/carl",
    title: /carl/,
    open: (page) =>
      press(page.locator("#content").getByRole("button", { name: "Delete", exact: true }).first()),
  },
  {
    file: "patterns/change/change-dialog.tsx",
    path: "/iam/users?q=carl",
    title: /carl/,
    async open(page) {
      await page.getByRole("checkbox", { name: "carl" }).check({ force: true });
      const actions = page.locator("#content").getByRole("button", { name: "Actions" });
      await actions.click();
      await page.getByRole("menuitem", { name: "Delete" }).click();
      return actions;
    },
  },
  {
    file: "patterns/edit-modal.tsx",
    path: "/iam/roles/Auditor?tab=trust",
    title: /trust policy/i,
    open: (page) => press(page.getByRole("button", { name: "Edit trust policy" })),
    close: (dialog) => dialog.getByRole("button", { name: "Cancel" }).click(),
  },
  {
    file: "patterns/show-as-cli.tsx",
    path: "/iam/users",
    title: "As AWS CLI",
    async open(page) {
      const actions = page.locator("#content").getByRole("button", { name: "Actions" });
      await actions.click();
      await page.getByRole("menuitem", { name: "Show as AWS CLI" }).click();
      return actions;
    },
  },
  {
    file: "patterns/use-leave-guard.tsx",
    path: "/iam/groups/create",
    title: "Leave without saving?",
    async open(page) {
      await page.getByLabel("Group name").fill("Readers");
      return press(
        page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Users", exact: true }),
      );
    },
    close: (dialog) => dialog.getByRole("button", { name: "Stay" }).last().click(),
  },
  {
    file: "app/keys-dialog.tsx",
    path: "/iam/users/carl",
    title: /key/i,
    async open(page) {
      const opener = page.locator("#content").getByRole("button", { name: "Delete", exact: true }).first();
      await opener.focus();
      await page.keyboard.press("?");
      return opener;
    },
  },
  {
    file: "app/notices/notices-dialog.tsx",
    path: "/iam/users/carl",
    title: "Notices",
    open: (page) => press(page.getByRole("button", { name: /^Notices/ })),
  },
  {
    file: "pages/users/detail/password-dialog.tsx",
    path: "/iam/users/carl?tab=credentials",
    title: "carl can sign in",
    async open(page) {
      await page.getByRole("button", { name: "Enable console access" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Enable console access" }).click();
      // What opened it says something else then.
      return page.getByRole("button", { name: "Reset password" });
    },
    close: (dialog) => dialog.getByRole("button", { name: "Close without copying" }).click(),
  },
];

/** It goes when one has signed in again, and not before: sessions are tested in frame.test.ts. */
const WITHOUT = ["app/session-over.tsx"];

test("every kind of dialog has its row", () => {
  const source = new URL("../src/", import.meta.url);
  const files = readdirSync(source, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".tsx"))
    .filter((file) => /<Modal\b/.test(readFileSync(new URL(file, source), "utf8")));
  assert.deepEqual([...new Set(KINDS.map(({ file }) => file)), ...WITHOUT].toSorted(), files.toSorted());
});

const trust =
  '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}}';
const consoleTest = openConsole(`${PEOPLE_SEED}    roles: [{ name: Auditor, trust: ${trust} }]\n`);

consoleTest("when a dialog goes, the focus goes back to what opened it", async (given) => {
  const { open, page } = given;
  await signIn(given, as("ana"));
  const lost: unknown[] = [];
  for (const { file, path, title, open: openDialog, close } of KINDS) {
    await open(path);
    await page.locator("#content h1").waitFor();
    await page.waitForLoadState("networkidle");
    const opener = await openDialog(page);
    const dialog = page.getByRole("dialog", { name: title });
    await dialog.waitFor();
    assert.equal(
      await dialog.evaluate((element) => element.contains(document.activeElement)),
      true,
      `${file}: focus is within`,
    );
    if (close === undefined) await page.keyboard.press("Escape");
    else await close(dialog);
    await dialog.waitFor({ state: "hidden" });
    const focused = opener.and(page.locator(":focus")).or(opener.locator(":focus"));
    const isBack = await focused
      .first()
      .waitFor({ timeout: 5_000 })
      .then(
        () => true,
        () => false,
      );
    if (!isBack)
      lost.push([file, await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200))]);
  }
  assert.deepEqual(lost, []);
});

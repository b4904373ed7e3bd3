/** The Account service in an installation of its own for each test of a file that asks for it. */
import { afterEach, beforeEach } from "node:test";
import type { AccountOperations } from "@rolecall/contracts";
import { toAccountId } from "@rolecall/names";
import { addUser } from "../../../access/src/world.test-support.ts";
import { createHarness, type Harness } from "../harness.test-support.ts";
import { accountService } from "./index.ts";

export const MEMBER = toAccountId("222222222222");
export const OTHER = toAccountId("333333333333");
export const PRINCIPAL = "account.amazonaws.com";

/** The installation of the test that runs. */
export let h: Harness<AccountOperations>;

/** Call it at the top of a file: each of its tests has one of its own. */
export function openForEachTest(): void {
  beforeEach(async () => {
    h = await createHarness<AccountOperations>(accountService);
  });
  afterEach(() => h.close());
}

/** A new user of the harness's account with one statement, signing with a key of its own. */
export async function asUserWith(name: string, statement: Readonly<Record<string, unknown>>) {
  await addUser({ store: h.store, keyRing: h.env.keyRing }, name);
  await h.allow(name, statement);
  return h.asUser(name);
}

/** The code of the newest letter. */
export function newestCode(): string {
  return /^\w{6}/.exec(h.letters.at(-1)?.text ?? "")?.[0] ?? "";
}

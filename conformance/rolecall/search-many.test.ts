/** An account with 10,000 users, over a real socket: every page, a search and an order. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { RolecallOperations } from "@rolecall/contracts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { ADMIN, seedWithAdmin } from "../installation/seed.ts";
import { callRolecall } from "./rolecall-client.ts";

const USERS = 10_000;
const nameOf = (number: number) => `person-${String(number).padStart(5, "0")}`;

let installation: TestInstallation;
before(async () => {
  const users = Array.from({ length: USERS - 1 }, (_, number) => ({ name: nameOf(number) }));
  const quota = ["--quota", `iam.UsersPerAccount=${USERS}`];
  installation = await startInstallation(seedWithAdmin({ users }), quota);
});
after(() => installation?.stop());

type Input = RolecallOperations["SearchUsers"]["input"];
const search = (input: Partial<Input> = {}) =>
  callRolecall(installation, "SearchUsers", { Page: 1, PageSize: 100, ...input }, ADMIN);

test("each of 10,000 users stands on one page, in the order of names", async () => {
  const names: string[] = [];
  for (let Page = 1; Page <= USERS / 100; Page++) {
    const { Rows, Count } = await search({ Page, Columns: [] });
    assert.equal(Count, USERS);
    names.push(...Rows.map(({ UserName }) => UserName));
  }
  assert.deepEqual(names, ["admin", ...Array.from({ length: USERS - 1 }, (_, number) => nameOf(number))]);
});

test("a search and an order of 10,000 users come with every column", async () => {
  const found = await search({ Query: "PERSON-0999", SortBy: "UserName", Descending: true });
  assert.deepEqual([found.Count, found.Rows[0]?.UserName], [9, "person-09998"]);
  const Filters = [{ Property: "InactiveDays", Operator: "<", Value: "1" }] as const;
  const idle = await search({ SortBy: "LastActivity", PageSize: 1, Filters });
  assert.equal(idle.Count, USERS);
});

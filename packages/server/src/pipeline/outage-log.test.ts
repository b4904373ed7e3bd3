import assert from "node:assert/strict";
import { test } from "node:test";
import { createOutageLog } from "./outage-log.ts";

test("an outage is told once a minute, with how many it failed", () => {
  let now = 0;
  const told: string[] = [];
  const log = createOutageLog({ clock: () => now, tell: (message) => told.push(message) });
  for (let nth = 1; nth <= 500; nth++) log(new Error("the database is away"), `id-${nth}`);
  assert.deepEqual(told, ["request id-1 could not be answered: the database is away"]);
  now = 60_000;
  log(new Error("the database is away"), "id-501");
  log(new Error("the database is away"), "id-502");
  assert.deepEqual(told.slice(1), [
    "request id-501 could not be answered, and 499 others since that was last told: the database is away",
  ]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Address } from "./resolve-name.ts";
import { createNameResolver } from "./resolve-name.ts";

const HERE: readonly Address[] = [{ address: "192.0.2.1", family: 4 }];

test("a name is looked up once for all who ask meanwhile; names that are not answered make no line without end", async () => {
  const asked: string[] = [];
  const answers = new Map<string, (addresses: readonly Address[]) => void>();
  const resolve = createNameResolver((hostname) => {
    asked.push(hostname);
    return new Promise((answer) => answers.set(hostname, answer));
  });
  const all = Array.from({ length: 1_000 }, (_, index) => resolve(`${index % 40}.test`));
  const settled = Promise.allSettled(all);
  assert.equal(asked.length, 32);
  await assert.rejects(resolve("one-more.test"), /too many names/);
  for (const answer of answers.values()) answer(HERE);
  const results = await settled;
  assert.equal(results.filter(({ status }) => status === "fulfilled").length, 32 * 25);
  const later = resolve("0.test");
  answers.get("0.test")?.(HERE);
  assert.deepEqual(await later, HERE);
  assert.equal(asked.length, 33);
});

test("a name that cannot be looked up is asked for again", async () => {
  let asked = 0;
  const resolve = createNameResolver(async () => {
    asked += 1;
    throw new Error("no such name");
  });
  for (let time = 0; time < 40; time++) await assert.rejects(resolve("gone.test"), /no such name/);
  assert.equal(asked, 40);
});

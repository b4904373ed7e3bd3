import assert from "node:assert/strict";
import { test } from "node:test";
import type { PageRequest } from "@rolecall/store";
import fc from "fast-check";
import { pageOf } from "./page-of.ts";
import { type ListPart, pageOfParts } from "./page-of-parts.ts";

function part(name: string, items: readonly string[]): ListPart<string> {
  return { name, list: async (request) => pageOf(items, (item) => item, request) };
}

async function readAll(parts: readonly ListPart<string>[], limit: number) {
  const pages: (readonly string[])[] = [];
  let request: PageRequest = { limit };
  for (;;) {
    const page = await pageOfParts(parts, request);
    pages.push(page.items);
    if (page.next === undefined) return pages;
    request = { limit, after: page.next };
  }
}

test("a page goes on into the next part, and each mark goes on where its page ended", async () => {
  const parts = [part("one", ["a", "b", "c"]), part("two", ["b:", "d"])];
  assert.deepEqual(await readAll(parts, 2), [["a", "b"], ["c", "b:"], ["d"]]);
  assert.deepEqual(await readAll(parts, 3), [
    ["a", "b", "c"],
    ["b:", "d"],
  ]);
  assert.deepEqual(await readAll(parts, 9), [["a", "b", "c", "b:", "d"]]);
});

test("parts that leave items out make pages shorter, and nothing is passed over", async () => {
  const thin: ListPart<string> = {
    name: "thin",
    async list(request) {
      const page = pageOf(["a", "b", "c", "d"], (item) => item, request);
      return { ...page, items: page.items.filter((item) => item > "b") };
    },
  };
  assert.deepEqual(await readAll([thin, part("rest", ["e"])], 2), [[], ["c", "d"], ["e"]]);
});

test("a list of no part is empty; a mark of a part that is not there is a bug", async () => {
  assert.deepEqual(await pageOfParts([], { limit: 1 }), { items: [] });
  await assert.rejects(pageOfParts([part("one", [])], { limit: 1, after: "other:a" }), /no part other/);
});

test("whatever the limit, the pages together are the parts together, and none but the last is short", async () => {
  const items = fc.uniqueArray(fc.string({ maxLength: 3, minLength: 1 }), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(items, { maxLength: 4 }),
      fc.integer({ min: 1, max: 5 }),
      async (lists, limit) => {
        const parts = lists.map((list, index) => part(`part-${index}`, list));
        const pages = await readAll(parts, limit);
        assert.deepEqual(
          pages.flat(),
          lists.flatMap((list) => list.toSorted((a, b) => (a < b ? -1 : 1))),
        );
        for (const page of pages.slice(0, -1)) assert.equal(page.length, limit);
      },
    ),
  );
});

import assert from "node:assert/strict";
import { test } from "node:test";
import type { PageRequest } from "@rolecall/store";
import fc from "fast-check";
import { pageOf } from "./page-of.ts";
import { wantedPage } from "./wanted-page.ts";

const isWanted = (item: string) => item.charCodeAt(0) % 3 === 0;

test("pages of what is wanted in a row are all of it, and none looks at more than it may", async () => {
  const cases = fc.asyncProperty(
    fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 40 }),
    fc.integer({ min: 1, max: 5 }),
    fc.integer({ min: 1, max: 12 }),
    async (items, limit, lookedAtMost) => {
      const seen: string[] = [];
      let after: string | undefined;
      do {
        let lookedAt = 0;
        const list = async (request: PageRequest) => {
          assert.ok(lookedAt < lookedAtMost);
          const page = pageOf(items, (item) => item, request);
          lookedAt += page.items.length;
          return page;
        };
        const from = { limit, ...(after !== undefined && { after }) };
        const page = await wantedPage(from, { list, isWanted, lookedAtMost });
        assert.ok(page.items.length <= limit);
        if (page.next !== undefined) assert.ok(page.items.length === limit || lookedAt >= lookedAtMost);
        seen.push(...page.items);
        after = page.next;
      } while (after !== undefined);
      assert.deepEqual(
        seen,
        items.filter(isWanted).toSorted((a, b) => (a < b ? -1 : 1)),
      );
    },
  );
  await fc.assert(cases);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { pageOf } from "./page-of.ts";

test("pageOf: pages in a row are the sorted list", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string()), fc.integer({ min: 1, max: 5 }), (items, limit) => {
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const page = pageOf(items, (item) => item, { limit, ...(after !== undefined && { after }) });
        assert.ok(page.items.length <= limit);
        seen.push(...page.items);
        after = page.next;
      } while (after !== undefined);
      assert.deepEqual(
        seen,
        items.toSorted((a, b) => (a < b ? -1 : 1)),
      );
    }),
  );
});

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { TreeNode } from "../organization-tree.ts";
import { layOutTree } from "./lay-out-tree.ts";
import { listLines } from "./tree-lines.ts";

const open = { folded: new Set<string>(), opened: new Set<string>() };

const { root: someTree } = fc.letrec<{ root: TreeNode; unit: TreeNode; account: TreeNode }>((tie) => {
  const id = fc.uuid();
  const inside = fc.array(fc.oneof({ depthSize: "small" }, tie("account"), tie("unit")), { maxLength: 15 });
  const holder = (kind: "root" | "unit") =>
    fc.record({ kind: fc.constant(kind), id, name: fc.string(), children: inside });
  return {
    root: holder("root"),
    unit: holder("unit"),
    account: fc.record({
      kind: fc.constant("account" as const),
      id,
      name: fc.string(),
      children: fc.constant([]),
    }),
  };
});

test("no two lines stand on one another, and all stand within the picture", () => {
  fc.assert(
    fc.property(someTree, (root) => {
      const { places, width, height } = layOutTree(listLines(root, open));
      const seen = new Set<string>();
      for (const { x, y, width: own } of places) {
        assert.ok(x >= 0 && x + own <= width && y > 0 && y < height);
        // In a column each has a row of its own, or half of one where a unit stands between two.
        assert.ok(!seen.has(`${x} ${y}`));
        seen.add(`${x} ${y}`);
      }
    }),
  );
});

test("accounts stand in one column, in the order in which they are read", () => {
  fc.assert(
    fc.property(someTree, (root) => {
      const { places } = layOutTree(listLines(root, open));
      const accounts = places.filter(({ line }) => line.node.kind === "account");
      assert.ok(new Set(accounts.map(({ x }) => x)).size <= 1);
      const rows = accounts.map(({ y }) => y);
      assert.deepEqual(
        rows,
        rows.toSorted((one, other) => one - other),
      );
    }),
  );
});

test("more than twelve accounts of a unit are one line until it is opened", () => {
  const accounts = Array.from({ length: 48 }, (_, index) => ({
    kind: "account" as const,
    id: String(index),
    name: `shop-${index}`,
    children: [],
  }));
  const root = { kind: "root" as const, id: "r", name: "Root", children: accounts };
  const names = listLines(root, open).map(({ node }) => node.name);
  assert.deepEqual(names, ["Root", "shop-… 48 accounts"]);
  assert.equal(listLines(root, { ...open, opened: new Set(["r"]) }).length, 49);
});

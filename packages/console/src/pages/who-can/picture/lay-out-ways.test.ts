import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fitNodes, type Lane, layOutWays, PERMISSION, type PlacedLink } from "./lay-out-ways.ts";

/** A few names, so that ways meet. */
const stop = fc.constantFrom("Admin", "Deploy", "Loader", "Reader", "Auditor", "ec2.amazonaws.com");
const someLanes: fc.Arbitrary<readonly Lane[]> = fc
  .uniqueArray(
    fc.record({
      who: fc.constantFrom("ana", "bela", "clara", "dora"),
      stops: fc.uniqueArray(stop, { maxLength: 5 }),
    }),
    { maxLength: 20, selector: ({ who, stops }) => [who, ...stops].join() },
  )
  .map((lanes) => lanes.map((lane) => ({ ...lane, id: [lane.who, ...lane.stops].join() })));

test("no two nodes stand on one another, each on the row of a way through it", () => {
  fc.assert(
    fc.property(someLanes, (lanes) => {
      const { nodes, order, column } = layOutWays(lanes);
      const places = nodes.map(({ column, row }) => `${column} ${row}`);
      assert.equal(new Set(places).size, places.length);
      for (const node of nodes) {
        assert.ok(node.column < column);
        assert.ok(node.lanes.includes(order[node.row]!));
      }
    }),
  );
});

test("each way leads from column to column to the right, its last stop right before the permission", () => {
  fc.assert(
    fc.property(someLanes, (lanes) => {
      const { nodes, links, column } = layOutWays(lanes);
      const byId = new Map(nodes.map((node) => [node.id, node]));
      for (const { id, who, stops } of lanes) {
        const own = links.filter(({ lane }) => lane === id).sort((one, other) => one.index - other.index);
        assert.deepEqual(
          own.map(({ from }) => byId.get(from)?.name),
          [who, ...stops],
        );
        assert.equal(own.at(-1)?.to, PERMISSION);
        for (const { from, to } of own)
          assert.ok((byId.get(from)?.column ?? 0) < (byId.get(to)?.column ?? column));
        if (stops.length > 0) assert.equal(byId.get(own.at(-1)!.from)?.column, column - 1);
      }
    }),
  );
});

test("no line runs through a node that is not its own", () => {
  fc.assert(
    fc.property(someLanes, (lanes) => {
      const { nodes, links, column } = layOutWays(lanes);
      const byId = new Map(nodes.map((node) => [node.id, node]));
      const between = ({ from, to }: PlacedLink, at: number) =>
        at > (byId.get(from)?.column ?? 0) && at < (byId.get(to)?.column ?? column);
      for (const link of links)
        for (const node of nodes) assert.ok(!(node.row === link.row && between(link, node.column)));
    }),
  );
});

test("ways through one node come to stand beside one another, and equal ways always alike", () => {
  const lane = (who: string, ...stops: string[]): Lane => ({ id: [who, ...stops].join(), who, stops });
  const lanes = [
    lane("a", "Reader"),
    lane("b"),
    lane("c", "Admin", "Reader"),
    lane("d"),
    lane("e", "Reader"),
  ];
  const layout = layOutWays(lanes);
  const rows = layout.order.flatMap((id, row) => (id.endsWith("Reader") ? [row] : []));
  assert.equal((rows.at(-1) ?? 0) - (rows[0] ?? 0), 2);
  assert.deepEqual(layOutWays(lanes), layout);
  assert.deepEqual(layOutWays([]).order, []);
});

test("a picture has so many nodes at most; the ways that fit are the first ones", () => {
  fc.assert(
    fc.property(someLanes, fc.integer({ min: 2, max: 20 }), (lanes, nodesMax) => {
      const fitting = fitNodes(lanes, (lane) => lane, nodesMax);
      assert.ok(layOutWays(fitting).nodes.length + 1 <= nodesMax);
      if (lanes.length > 0 && (lanes[0]?.stops.length ?? 0) + 2 <= nodesMax)
        assert.equal(fitting[0], lanes[0]);
    }),
  );
});

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Graph, type GraphModule, planChunks } from "./plan-chunks.ts";

const KB = 1_000;

/** `name: [bytes, imports, parts]` */
function graphOf(modules: Readonly<Record<string, [number, string[]?, string[]?]>>): Graph {
  const found = new Map(
    Object.entries(modules).map(([id, [bytes, imports = [], parts = []]]): [string, GraphModule] => [
      id,
      { bytes, imports, parts },
    ]),
  );
  return { entry: "main", moduleOf: (id) => found.get(id) };
}

test("what the shell needs is one file, and what one page alone needs is the page's", () => {
  const names = planChunks(
    graphOf({
      main: [KB, ["react"], ["users", "roles"]],
      react: [400 * KB],
      users: [KB, ["react", "user-columns", "table"]],
      roles: [KB, ["table"]],
      "user-columns": [KB],
      table: [300 * KB],
    }),
  );
  assert.equal(names.get("react"), names.get("main"));
  assert.notEqual(names.get("table"), names.get("main"));
  assert.deepEqual(
    ["users", "roles", "user-columns"].map((id) => names.get(id)),
    [undefined, undefined, undefined],
  );
});

test("small files that nearly the same pages need become one, and an engine stays apart", () => {
  const names = planChunks(
    graphOf({
      main: [KB, [], ["a", "b", "c", "d"]],
      a: [KB, ["date", "age"]],
      b: [KB, ["date", "age"]],
      c: [KB, ["date", "age", "engine"]],
      d: [KB, ["date", "engine"]],
      date: [2 * KB],
      age: [KB],
      engine: [120 * KB],
    }),
  );
  assert.equal(names.get("date"), names.get("age"));
  assert.notEqual(names.get("engine"), names.get("date"));
});

test("two files that need each other through a third stay two", () => {
  const names = planChunks(
    graphOf({
      main: [KB, [], ["a", "b", "c"]],
      a: [KB, ["top"]],
      b: [KB, ["top", "middle"]],
      c: [KB, ["middle"]],
      top: [KB, ["middle"]],
      // A part that others import has a file of its own.
      middle: [KB, ["bottom"], ["middle"]],
      bottom: [KB],
    }),
  );
  assert.equal(names.get("middle"), undefined);
  assert.notEqual(names.get("top"), names.get("bottom"));
});

/** Modules that import what stands behind them, and load parts anywhere. */
const graphs = fc
  .array(
    fc.record({
      bytes: fc.integer({ min: 1, max: 60_000 }),
      imports: fc.array(fc.nat(), { maxLength: 4 }),
      parts: fc.array(fc.nat(), { maxLength: 2 }),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((drawn): readonly [Graph, readonly string[]] => {
    const later = (at: number, to: number) => at + 1 + (to % Math.max(1, drawn.length - at - 1));
    const modules = drawn.map(
      ({ bytes, imports, parts }, at): GraphModule => ({
        bytes,
        imports: at + 1 === drawn.length ? [] : [...new Set(imports.map((to) => `${later(at, to)}`))],
        parts: [...new Set(parts.map((to) => `${to % drawn.length}`))],
      }),
    );
    return [{ entry: "0", moduleOf: (id) => modules[Number(id)] }, modules.map((_each, at) => `${at}`)];
  });

test("no two files need each other, whatever imports what", () => {
  fc.assert(
    fc.property(graphs, ([graph, ids]) => {
      const names = planChunks(graph);
      // As the bundler does: what has no name is in a file that nothing shared needs; a part's own is one.
      const fileOf = (id: string) => names.get(id) ?? id;
      const next = new Map<string, Set<string>>();
      for (const id of ids)
        for (const to of graph.moduleOf(id)?.imports ?? [])
          if (fileOf(to) !== fileOf(id))
            next.set(fileOf(id), (next.get(fileOf(id)) ?? new Set()).add(fileOf(to)));
      const isOnWay = new Map<string, boolean>();
      const visit = (file: string): void => {
        assert.notEqual(isOnWay.get(file), true, `${file} needs itself`);
        if (isOnWay.has(file)) return;
        isOnWay.set(file, true);
        for (const to of next.get(file) ?? []) visit(to);
        isOnWay.set(file, false);
      };
      for (const file of next.keys()) visit(file);
    }),
    { numRuns: 300 },
  );
});

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Facts } from "./facts.ts";
import { advance, beginningOf, END, findPlace, markStep, stepNumber, taskOf } from "./place.ts";
import { type TourStep, when } from "./tour.ts";

const where = { targets: [] };

function step(id: string, paths: readonly string[]): TourStep {
  return {
    id,
    title: id,
    lesson: "",
    tasks: paths.map((wanted) => ({
      text: wanted,
      where,
      notice: ({ path }) => when(path === wanted, { notes: { [wanted]: "seen" } }),
    })),
  };
}

const TOUR = { steps: [step("one", ["/a"]), step("two", ["/b", "/c"]), step("three", ["/c", "/c"])] };

const at = (path: string) => ({ path }) as Facts;

test("a step is done by what is noticed, task by task, and what was noted stays", () => {
  const begun = beginningOf(TOUR);
  assert.equal(advance(TOUR, begun, at("/b")), begun, "nothing of the first task: the same place");
  const second = advance(TOUR, begun, at("/a"));
  assert.deepEqual([second.step, second.task, second.notes], ["two", 0, { "/a": "seen" }]);
  const half = advance(TOUR, second, at("/b"));
  assert.deepEqual([half.step, half.task], ["two", 1]);
});

test("what is done already is gone over at once, up to the end", () => {
  const place = { ...beginningOf(TOUR), step: "two", task: 1 };
  const end = advance(TOUR, place, at("/c"));
  assert.equal(end.step, END);
  assert.equal(taskOf(TOUR, end), undefined);
  assert.equal(advance(TOUR, end, at("/c")), end);
});

test("a step that is marked by hand is left, and told to be marked; behind the end nothing is marked", () => {
  const marked = markStep(TOUR, { ...beginningOf(TOUR), step: "two", task: 1 });
  assert.deepEqual([marked.step, marked.task, marked.byHand], ["three", 0, ["two"]]);
  const end = markStep(TOUR, marked);
  assert.equal(end.step, END);
  assert.equal(markStep(TOUR, end), end);
});

test("a place of another version of the tour is none", () => {
  const kept = { ...beginningOf(TOUR), step: "two", task: 1 };
  assert.equal(findPlace(TOUR, kept), kept);
  assert.equal(stepNumber(TOUR, kept), 2);
  assert.equal(findPlace(TOUR, { ...kept, task: 2 }), undefined);
  assert.equal(findPlace(TOUR, { ...kept, step: "four" }), undefined);
  assert.equal(findPlace(TOUR, undefined), undefined);
  assert.equal(findPlace(TOUR, { ...kept, step: END, task: 0 })?.step, END);
});

test("what a task made is kept with the place", () => {
  const made = { kind: "role", accountId: "111122223333", name: "testrole", id: "AROA1" } as const;
  const making: TourStep = {
    ...step("making", []),
    tasks: [{ text: "", where, notice: () => ({ made }) }],
  };
  const tour = { steps: [making] };
  assert.deepEqual(advance(tour, beginningOf(tour), at("/")).made, [made]);
});

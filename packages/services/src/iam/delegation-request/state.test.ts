import assert from "node:assert/strict";
import { test } from "node:test";
import type { DelegationRequestState } from "@rolecall/store";
import fc from "fast-check";
import { type DelegationStep, newState, stateAt, take } from "./state.ts";

const DAY = 86_400_000;

/**
 * The life of a request as the IAM User Guide's page tells it, line by line: what may follow what, and after which time it is over.
 * Written from the page, and not from the table.
 */
class Model {
  state: DelegationRequestState = "UNASSIGNED";
  since = 0;

  at(now: number): DelegationRequestState {
    if (this.state === "UNASSIGNED") return now - this.since >= DAY ? "EXPIRED" : "UNASSIGNED";
    return now - this.since >= 7 * DAY ? "EXPIRED" : this.state;
  }

  allows(step: DelegationStep, now: number): DelegationRequestState | undefined {
    const state = this.at(now);
    if (step === "associate") return state === "UNASSIGNED" ? "ASSIGNED" : undefined;
    if (step === "forward") return state === "ASSIGNED" ? "PENDING_APPROVAL" : undefined;
    if (step === "send") return state === "ACCEPTED" ? "FINALIZED" : undefined;
    const isReviewed = state === "ASSIGNED" || state === "PENDING_APPROVAL";
    if (step === "accept") return isReviewed ? "ACCEPTED" : undefined;
    return isReviewed || state === "ACCEPTED" ? "REJECTED" : undefined;
  }
}

const STEPS: readonly DelegationStep[] = ["associate", "forward", "accept", "send", "reject"];

test("whatever is done in whatever order and time, a request is where the page says", () => {
  const doing = fc.record({
    step: fc.constantFrom(...STEPS),
    waitMs: fc.oneof(fc.nat(DAY), fc.nat(8 * DAY), fc.constantFrom(DAY - 1, DAY, 7 * DAY - 1, 7 * DAY)),
  });
  const reached = new Set<DelegationRequestState>();
  fc.assert(
    fc.property(fc.array(doing, { maxLength: 12 }), (all) => {
      const model = new Model();
      let record = newState(0);
      let now = 0;
      for (const { step, waitMs } of all) {
        now += waitMs;
        assert.equal(stateAt(record, now), model.at(now));
        const to = model.allows(step, now);
        const moved = take(step, record, now);
        assert.equal(moved?.state, to, `${step} in ${model.at(now)}`);
        if (moved === undefined || to === undefined) continue;
        assert.equal(moved.updatedAt, now);
        record = moved;
        model.state = to;
        model.since = now;
        reached.add(to);
      }
    }),
    { numRuns: 2_000 },
  );
  assert.deepEqual([...reached].toSorted(), [
    "ACCEPTED",
    "ASSIGNED",
    "FINALIZED",
    "PENDING_APPROVAL",
    "REJECTED",
  ]);
});

test("nothing leads out of a state in which it ended", () => {
  for (const state of ["FINALIZED", "REJECTED", "EXPIRED"] as const)
    for (const step of STEPS) assert.equal(take(step, { state, expiresAt: 1 }, 0), undefined);
});

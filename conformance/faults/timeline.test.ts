import assert from "node:assert/strict";
import { test } from "node:test";
import type { Answer, Call } from "./client.ts";
import { Timeline } from "./timeline.ts";

const call = (Action: string) => ({ form: { Action } }) as unknown as Call;
const answer = (outcome: Answer["outcome"], atMs: number) =>
  ({ outcome, sentAtMs: atMs, answeredAtMs: atMs }) as Answer;

test("an absence is between two acknowledged writes, and reads count by when they were sent", () => {
  const timeline = new Timeline();
  for (const atMs of [0, 50, 60, 75, 90, 91]) timeline.note(call("CreateUser"), answer("done", atMs));
  timeline.note(call("CreateUser"), answer("unknown", 80));
  timeline.note(call("DeleteUser"), answer("refused", 82));
  for (const atMs of [59, 76, 77, 78, 92]) timeline.note(call("GetUser"), answer("unknown", atMs));
  timeline.note(call("GetUser"), answer("refused", 79));
  timeline.note(call("ListGroups"), answer("done", 80));
  const absence = timeline.longestAbsence(61);
  assert.deepEqual(absence, { fromMs: 60, toMs: 75 });
  const later = timeline.longestAbsence(76);
  assert.deepEqual(later, { fromMs: 75, toMs: 90 });
  assert.deepEqual(timeline.readsDuring(later), {
    GetUser: { asked: 4, failed: 3 },
    ListGroups: { asked: 1, failed: 0 },
  });
  assert.deepEqual([timeline.hasWrittenSince(90), timeline.hasWrittenSince(91)], [true, false]);
});

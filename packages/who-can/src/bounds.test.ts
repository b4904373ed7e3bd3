/** What the worst question costs, in what the engine is asked, and how a look that was too short is gone on with. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Way } from "./graph/way.ts";
import { type MadeUpAccount, madeUpInstallation, type Statement } from "./made-up.test-support.ts";
import { inquireWhoCan, whoCan } from "./who-can.ts";

const QUESTION = { action: "s3:GetObject", resource: "arn:aws:s3:::payroll/2026" };
const USERS = 200;
const ROLES = 20;

/** Everybody may become every role, and every role every other. */
function everybody(policyOf: (number: number) => readonly Statement[]): MadeUpAccount {
  const allow = { Effect: "Allow", Action: ["sts:AssumeRole", "s3:*"], Resource: "*" };
  const trust = [{ Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" }];
  return {
    id: "111122223333",
    users: Array.from({ length: USERS }, (_, number) => ({
      name: `user-${number}`,
      policy: [allow, ...policyOf(number)],
    })),
    roles: Array.from({ length: ROLES }, (_, number) => ({ name: `role-${number}`, trust, policy: [allow] })),
  };
}

const ALIKE = everybody(() => []);
const TOLD_APART = everybody((number) => [
  { Effect: "Deny", Action: "s3:Put*", Resource: `arn:aws:s3:::${number}` },
]);

test("of those who are alike one is asked about, and nobody about a role twice", () => {
  const clock = () => 0;
  const alike = whoCan(QUESTION, madeUpInstallation([ALIKE]), { clock });
  assert.ok(alike.decisions <= 3 * (ROLES + 1) + ROLES, `${alike.decisions}`);
  const apart = whoCan(QUESTION, madeUpInstallation([TOLD_APART]), { clock });
  // Each user directly and by each role; roles are alike; a grant is looked for where there is none.
  assert.ok(apart.decisions <= (USERS + 4) * (ROLES + 1), `${apart.decisions}`);
  assert.equal(apart.lookedAt.principals, USERS + ROLES);
});

test("a look ends with its time, says how far it came, and is gone on with until all are told once", () => {
  const installation = madeUpInstallation([TOLD_APART]);
  const whole = whoCan(QUESTION, installation, { clock: () => 0 }).ways;
  let now = 0;
  const inquiry = inquireWhoCan(QUESTION, installation, {
    clock: () => now++,
    limits: { milliseconds: 2, principals: 10_000, ways: 100_000 },
  });
  const told: Way[] = [];
  const reached: number[] = [];
  for (;;) {
    const answer = inquiry.look();
    told.push(...answer.ways);
    reached.push(answer.lookedAt.principals);
    assert.equal(answer.lookedAt.ofPrincipals, USERS + ROLES);
    if (answer.isFinished) break;
  }
  assert.ok(reached.length > 3);
  assert.equal(reached.at(-1), USERS + ROLES);
  assert.deepEqual(told, whole);
});

test("principals and ways of one look are bounded, and what was told before can be passed over", () => {
  const installation = madeUpInstallation([ALIKE]);
  const clock = () => 0;
  const few = whoCan(QUESTION, installation, { clock, limits: { principals: 30 } });
  assert.deepEqual([few.lookedAt.principals, few.isFinished, few.place], [30, false, 30]);
  const short = whoCan(QUESTION, installation, { clock, limits: { ways: 50 } });
  assert.ok(short.ways.length < 50 + ROLES + 1 && !short.isFinished);
  const rest = inquireWhoCan(QUESTION, installation, { clock });
  rest.passOver(30);
  const whole = whoCan(QUESTION, installation, { clock }).ways;
  assert.deepEqual([...few.ways, ...rest.look().ways], whole);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { authorizationIdOf } from "./authorization-id.ts";

test("an id is 25 of [0-9a-z], the same of the same request, and no two requests have the same", () => {
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), (first, second) => {
      const [one, other] = [authorizationIdOf(first), authorizationIdOf(second)];
      assert.match(one, /^[0-9a-z]{25}$/);
      assert.equal(one === other, first === second);
      assert.equal(authorizationIdOf(first), one);
    }),
  );
});

test("it stays what it is from version to version: who has a request's id finds what an older process kept", () => {
  assert.equal(authorizationIdOf("00000000-0000-4000-8000-000000000000"), "euz8k2f39zt0px0op6gkf1k3t");
});

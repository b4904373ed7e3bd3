import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { newAuthorizationId } from "./authorization-id.ts";

const bytes16 = fc.uint8Array({ minLength: 16, maxLength: 16 });

test("an id is 25 of [0-9a-z], whatever the bytes, and no two have the same", () => {
  fc.assert(
    fc.property(bytes16, bytes16, (first, second) => {
      const [one, other] = [newAuthorizationId(() => first), newAuthorizationId(() => second)];
      assert.match(one, /^[0-9a-z]{25}$/);
      assert.equal(one === other, Buffer.compare(first, second) === 0);
    }),
  );
  assert.equal(
    newAuthorizationId(() => new Uint8Array(16)),
    "0".repeat(25),
  );
  assert.equal(
    newAuthorizationId(() => new Uint8Array(16).fill(255)),
    "f5lxx1zz5pnorynqglhzmsp33",
  );
});

test("it takes its bytes from where they stand in a pool", () => {
  const pool = new Uint8Array(40).fill(7, 20, 36);
  assert.equal(
    newAuthorizationId(() => pool.subarray(20, 36)),
    newAuthorizationId(() => pool.slice(20, 36)),
  );
});

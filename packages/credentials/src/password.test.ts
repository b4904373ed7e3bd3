import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { describe, it } from "node:test";
import fc from "fast-check";
import { hashPassword, verifyPassword } from "./password-hash.ts";
import {
  brokenPasswordRules,
  DEFAULT_PASSWORD_POLICY,
  newPassword,
  type PasswordPolicy,
  type PasswordRule,
  passwordSatisfiesPolicy,
} from "./password-policy.ts";

const ALL: PasswordPolicy = {
  minimumPasswordLength: 6,
  requireSymbols: true,
  requireNumbers: true,
  requireUppercaseCharacters: true,
  requireLowercaseCharacters: true,
};

describe("password hashes", () => {
  it("are argon2id, salted, and fit their password alone", async () => {
    const hash = await hashPassword("correct horse", randomBytes);
    assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    assert.equal(await verifyPassword(hash, "correct horse"), true);
    assert.equal(await verifyPassword(hash, "correct horsf"), false);
    assert.equal(await verifyPassword(hash, ""), false);
    assert.notEqual(await hashPassword("correct horse", randomBytes), hash);
  });

  it("are not computed for a password that is too long to be one", async () => {
    const long = "x".repeat(129);
    assert.equal(await verifyPassword(await hashPassword(long, randomBytes), long), false);
  });
});

describe("brokenPasswordRules", () => {
  const cases: readonly (readonly [string, PasswordPolicy, readonly PasswordRule[]])[] = [
    ["aB3$ef", ALL, []],
    ["aB3$e", ALL, ["minimumLength"]],
    ["abcdef", ALL, ["symbols", "numbers", "uppercase"]],
    ["ABCDEF", ALL, ["symbols", "numbers", "lowercase"]],
    ['aB3"ef', ALL, ["symbols"]],
    ["aB3'ef", ALL, []],
    ["aB3|ef~", ALL, []],
    ["abcdefgh", DEFAULT_PASSWORD_POLICY, ["kinds"]],
    ["abcdefg1", DEFAULT_PASSWORD_POLICY, ["kinds"]],
    ["abcdefG1", DEFAULT_PASSWORD_POLICY, []],
    ["abcdeG1", DEFAULT_PASSWORD_POLICY, ["minimumLength"]],
    [`aB3$${"x".repeat(125)}`, ALL, ["maximumLength"]],
    ["äöüÄÖÜ", ALL, ["symbols", "numbers", "uppercase", "lowercase"]],
  ];
  for (const [password, policy, rules] of cases) {
    it(`${password.slice(0, 12)}: ${rules.join(", ") || "fine"}`, () => {
      assert.deepEqual(brokenPasswordRules(password, policy), rules);
      assert.equal(passwordSatisfiesPolicy(password, policy), rules.length === 0);
    });
  }
});

describe("newPassword", () => {
  it("satisfies any policy", () => {
    const policy = fc.record({
      minimumPasswordLength: fc.integer({ min: 6, max: 128 }),
      requireSymbols: fc.boolean(),
      requireNumbers: fc.boolean(),
      requireUppercaseCharacters: fc.boolean(),
      requireLowercaseCharacters: fc.boolean(),
    });
    fc.assert(
      fc.property(policy, (given) => {
        const password = newPassword(given, randomBytes);
        assert.deepEqual(brokenPasswordRules(password, given), []);
        assert.ok(password.length >= 20);
      }),
    );
  });
});

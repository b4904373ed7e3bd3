import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { describe, it } from "node:test";
import fc from "fast-check";
import { accountOfAccessKeyId, newAccessKeyId } from "./access-key-id.ts";
import { newUniqueId } from "./unique-id.ts";

describe("access key ids", () => {
  it("carry their account", () => {
    const accountId = fc
      .integer({ min: 0, max: 999_999_999_999 })
      .map((number) => String(number).padStart(12, "0"));
    fc.assert(
      fc.property(accountId, fc.constantFrom("AKIA" as const, "ASIA" as const), (account, prefix) => {
        const id = newAccessKeyId(prefix, account, randomBytes);
        assert.match(id, new RegExp(`^${prefix}[A-Z2-7]{16}$`));
        assert.equal(accountOfAccessKeyId(id), account);
      }),
    );
  });

  it("carry it where AWS's do", () => {
    // No document of AWS's says how. These decodings are the ones that public tools for it are tested with.
    assert.equal(accountOfAccessKeyId("ASIAY34FZKBOKMUTVV7A"), "609629065308");
    assert.equal(accountOfAccessKeyId("ASIAQNZGKIQY56JQ7WML"), "029608264753");
  });

  it("are told from ids that carry none", () => {
    for (const id of [
      "AKIAIOSFODNN7EXAMPLE",
      "AKIASEEDADMINAAAAAA",
      "AKIA_SEED",
      "AKIAQ111111111111111",
      "",
      "AKIAQNZGKIQY56JQ7WMLX",
    ]) {
      assert.equal(accountOfAccessKeyId(id), undefined, id);
    }
  });

  it("are refused for what is no account", () => {
    for (const account of ["", "12345678901", "1234567890123", "12345678901x", "-23456789012"]) {
      assert.throws(() => newAccessKeyId("AKIA", account, randomBytes), RangeError);
    }
  });

  it("differ by what is random", () => {
    const ids = new Set(
      Array.from({ length: 1000 }, () => newAccessKeyId("AKIA", "123456789012", randomBytes)),
    );
    assert.equal(ids.size, 1000);
  });
});

describe("newUniqueId", () => {
  it("has its prefix, 21 characters and every bit that it was given", () => {
    assert.match(newUniqueId("AIDA", randomBytes), /^AIDA[A-Z2-7]{17}$/);
    assert.equal(
      newUniqueId("AROA", (size) => new Uint8Array(size).fill(255)),
      "AROA77777777777777777",
    );
    assert.notEqual(newUniqueId("AROA", randomBytes), newUniqueId("AROA", randomBytes));
  });
});

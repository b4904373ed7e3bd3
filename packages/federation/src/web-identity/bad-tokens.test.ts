import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { BAD_TOKENS } from "./bad-tokens.test-support.ts";
import { ground, signToken } from "./token.test-support.ts";
import { TokenRefusal } from "./token-refusal.ts";
import { verifyToken } from "./verify-token.ts";

describe("a bad token", () => {
  it("is told from a good one", async () => {
    assert.equal((await verifyToken(signToken(), ground())).subject, "ann");
  });

  it("has a name of its own", () => {
    assert.equal(new Set(BAD_TOKENS.map(({ name }) => name)).size, BAD_TOKENS.length);
  });

  for (const { name, token, message, code = "InvalidIdentityToken" } of BAD_TOKENS) {
    it(name, async () => {
      await assert.rejects(verifyToken(token, ground()), (error) => {
        assert.ok(error instanceof TokenRefusal, String(error));
        assert.deepEqual([error.code, error.message], [code, message]);
        const { reason } = error;
        assert.ok(
          !token.split(".").some((part) => part.length > 20 && reason.includes(part)),
          "a token is a secret",
        );
        return true;
      });
    });
  }
});

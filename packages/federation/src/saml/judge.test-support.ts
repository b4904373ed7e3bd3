/** Puts one question: is this response taken, and why not. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Checking } from "./assertion/check-assertion.ts";
import type { Assertion } from "./assertion/read-assertion.ts";
import { createIdp, posted } from "./idp.test-support.ts";
import { readMetadata } from "./metadata/read-metadata.ts";
import { readResponse } from "./response.ts";
import type { SamlRefusalReason } from "./saml-refusal.ts";
import { type TrustedProvider, takeAssertion, verifySignatures } from "./verify-response.ts";

export const NOW = Date.parse("2026-11-26T12:00:00Z");
export const idp = createIdp({ now: () => NOW });
export const provider: TrustedProvider = {
  metadata: readMetadata(idp.metadata),
  privateKeys: [],
  mustBeEncrypted: false,
};

export interface Circumstances extends Partial<Checking> {
  readonly provider?: TrustedProvider;
}

/** @param response base64 @throws SamlRefusal */
export function judge(response: string, { provider: by = provider, ...more }: Circumstances = {}): Assertion {
  const checking = { checks: "strict" as const, now: NOW, audiences: new Set<string>(), ...more };
  return takeAssertion(verifySignatures(readResponse(response), by, checking), checking);
}

export interface BadCase extends Circumstances {
  readonly name: string;
  readonly reason: SamlRefusalReason;
  /** The document, or the base64 of one. */
  readonly text?: () => string;
  readonly posted?: () => string;
  readonly says?: RegExp;
}

/** A test for each: it is refused for this reason, and by no other mishap. */
export function refuseEach(cases: readonly BadCase[]): void {
  for (const { name, reason, text, posted: given, says, ...circumstances } of cases) {
    test(`refused: ${name}`, () => {
      const response = given?.() ?? posted(text?.() ?? assert.fail());
      assert.throws(
        () => judge(response, circumstances),
        (error: Error & { reason?: string }) => {
          assert.deepEqual([error.name, error.reason], ["SamlRefusal", reason], error.message);
          if (says !== undefined) assert.match(error.message, says);
          return true;
        },
      );
    });
  }
}

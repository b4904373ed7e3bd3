import assert from "node:assert/strict";

/** What a client was told: the error's code, HTTP status and message. */
export interface Refusal {
  readonly code: string;
  readonly status?: number;
  readonly message?: string | RegExp;
}

interface SdkError extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
}

/** Asserts that a call is refused, and how. Every refusal carries a request id. */
export async function assertRefused(call: Promise<unknown>, expected: Refusal): Promise<void> {
  const error = await call.then(
    () => assert.fail(`Was allowed; expected ${expected.code}.`),
    (reason: SdkError) => reason,
  );
  assert.equal(error.name, expected.code, error.message);
  if (expected.status !== undefined) assert.equal(error.$metadata?.httpStatusCode, expected.status);
  if (typeof expected.message === "string") assert.equal(error.message, expected.message);
  else if (expected.message !== undefined) assert.match(error.message, expected.message);
  assert.match(error.$metadata?.requestId ?? "", /^[0-9a-f-]{36}$/);
}

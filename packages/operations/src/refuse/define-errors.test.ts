import assert from "node:assert/strict";
import { test } from "node:test";
import type { ErrorsByService, IamErrors, OrganizationsErrors, SsoOidcErrors } from "@rolecall/contracts";
import { commonError } from "./common-error.ts";
import { defineErrors } from "./define-errors.ts";

const organizationsError = defineErrors<OrganizationsErrors>();
const iamError = defineErrors<IamErrors>();

test("an error has its code, its message and the details of its shape", () => {
  const error = organizationsError("ConstraintViolationException", "Too deep.", {
    Reason: "OU_DEPTH_LIMIT_EXCEEDED",
  });
  assert.deepEqual(
    [error.code, error.message, error.details],
    ["ConstraintViolationException", "Too deep.", { Reason: "OU_DEPTH_LIMIT_EXCEEDED" }],
  );
  assert.equal(iamError("NoSuchEntity", "Nobody.").details, undefined);
});

test("what the contract does not have does not compile", () => {
  const unused = () => [
    // @ts-expect-error no such code
    iamError("NoSuchThing", "m"),
    // @ts-expect-error a message alone
    iamError("NoSuchEntity", "m", { Reason: "x" }),
    // @ts-expect-error the reason is missing
    organizationsError("ConstraintViolationException", "m"),
    // @ts-expect-error the reason is missing
    organizationsError("ConstraintViolationException", "m", {}),
    // @ts-expect-error no such reason
    organizationsError("ConstraintViolationException", "m", { Reason: "TOO_LATE" }),
    // @ts-expect-error the message is said once
    defineErrors<SsoOidcErrors>()("SlowDownException", "m", { error: "slow_down", error_description: "m" }),
    // @ts-expect-error the protocol fills in the request id
    defineErrors<ErrorsByService["identitystore"]>()("ServiceQuotaExceededException", "m", {
      RequestId: "r",
    }),
    // @ts-expect-error REST-JSON repeats the code
    defineErrors<ErrorsByService["account"]>()("ConflictException", "m", { errorType: "ConflictException" }),
  ];
  assert.equal(typeof unused, "function");
});

test("details that an optional member has not are said to be none", () => {
  const error = defineErrors<ErrorsByService["identitystore"]>()("ThrottlingException", "m", {
    RetryAfterSeconds: 1,
    Reason: undefined,
  });
  assert.deepEqual(error.details, { RetryAfterSeconds: 1, Reason: undefined });
});

test("a common error goes by its name and is known by its code in the Query protocol", () => {
  const { commonName, code, message } = commonError("accessDenied", "No.");
  assert.deepEqual([commonName, code, message], ["accessDenied", "AccessDenied", "No."]);
});

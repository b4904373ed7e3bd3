import type { Attempt, Given, PasswordChange, PasswordVerdict } from "@rolecall/sign-in";
import type { ConsoleParts } from "./console-parts.ts";
import { readKnownDevice } from "./known-device-cookie.ts";
import type { Visit } from "./visit.ts";

export function attemptOf(parts: ConsoleParts, visit: Visit, given: Given): Attempt {
  const { now, origin, request } = visit;
  return {
    given,
    device: { userAgent: origin.userAgent ?? "", address: origin.sourceIp },
    now,
    knownDevice: readKnownDevice(request),
    changePassword: (change) => changePassword(parts, visit, change),
  };
}

/** Told by the words of the one message that has them: the code is the same for all that a password may break. */
const REUSED = /reuse prevention/;

/** IAM's own ChangePassword: authorized, audited, and by the account's rules. */
async function changePassword(
  { pipeline }: ConsoleParts,
  { origin }: Visit,
  { caller, oldPassword, newPassword }: PasswordChange,
): Promise<PasswordVerdict> {
  const { failure } = await pipeline.perform({
    service: "iam",
    operation: "ChangePassword",
    input: { OldPassword: oldPassword, NewPassword: newPassword },
    caller,
    origin,
    isFromConsole: true,
  });
  if (failure === undefined) return "changed";
  if (/^AccessDenied/.test(failure.code)) return "notAuthorized";
  return failure.code === "PasswordPolicyViolation" && REUSED.test(failure.message) ? "reused" : "broken";
}

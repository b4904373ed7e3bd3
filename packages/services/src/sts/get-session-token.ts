/** GetSessionToken. Source: STS API Reference, GetSessionToken. */

import { NO_PERMISSION } from "@rolecall/access";
import type { SessionClaims } from "@rolecall/credentials";
import { commonError } from "@rolecall/operations";
import { issueCredentials, validFrom } from "@rolecall/operations/role-session";
import { sts } from "./define.ts";
import { confirmDevice, mfaClaim, verifyMfa } from "./mfa.ts";
import { tokenRegions } from "./token-regions.ts";
import { userSessionSeconds } from "./user-session-duration.ts";

export const getSessionToken = sts.read("GetSessionToken", {
  // Who is refused anyway is asked for no code.
  verify: (call) => (call.caller.session === undefined ? verifyMfa(call) : undefined),
  async resolve(call) {
    if (call.caller.session !== undefined) {
      throw commonError("accessDenied", "Cannot call GetSessionToken with session credentials");
    }
    if (call.secondFactor !== undefined) await confirmDevice(call);
  },
  // It needs no permission, so that it is `on` nothing: policies cannot limit what is there to prove who one is.
  requires: () => NO_PERMISSION,
  async perform({ call }) {
    const { input, caller, env, now, secondFactor } = call;
    const claims: SessionClaims = {
      kind: "sessionToken",
      accountId: caller.accountId,
      principalArn: caller.arn,
      principalId: caller.userId,
      ...mfaClaim(secondFactor),
      ...validFrom(now, userSessionSeconds(input.DurationSeconds, caller)),
      ...(await tokenRegions(call, call.caller.accountId)),
    };
    return issueCredentials(env, claims, input);
  },
});

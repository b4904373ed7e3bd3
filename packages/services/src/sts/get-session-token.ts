/** GetSessionToken. Source: STS API Reference, GetSessionToken. */
import { accessDenied, type IdentifiedCaller, NO_PERMISSION } from "@rolecall/access";
import { sts } from "./define.ts";
import { issueCredentials, validFrom } from "./issue-credentials.ts";
import { refuseMfa } from "./mfa.ts";

const DEFAULT_DURATION_SECONDS = 43_200;
/** A longer time is not refused for root, but cut. */
const MAX_ROOT_DURATION_SECONDS = 3_600;

export const getSessionToken = sts.read("GetSessionToken", {
  async resolve({ input, caller }) {
    refuseMfa(input);
    if (caller.session !== undefined) {
      throw accessDenied("Cannot call GetSessionToken with session credentials");
    }
  },
  // Policies cannot limit it: it is there to prove who one is.
  requires: () => NO_PERMISSION,
  async perform({ call: { input, caller, env, now } }) {
    const durationSeconds = sessionDuration(input.DurationSeconds, caller);
    return {
      Credentials: issueCredentials(env, {
        kind: "sessionToken",
        accountId: caller.accountId,
        principalArn: caller.arn,
        principalId: caller.userId,
        ...validFrom(now, durationSeconds),
      }),
    };
  },
});

function sessionDuration(requestedSeconds: number | undefined, caller: IdentifiedCaller): number {
  const seconds = requestedSeconds ?? DEFAULT_DURATION_SECONDS;
  return caller.kind === "root" ? Math.min(seconds, MAX_ROOT_DURATION_SECONDS) : seconds;
}

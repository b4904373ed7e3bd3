import type { IdentifiedCaller } from "@rolecall/access";
import { commonError } from "@rolecall/operations";
import type { DelegationRequestRecord } from "@rolecall/store";
import { iam } from "../define.ts";
import { approverOf } from "./approver.ts";
import { move } from "./move.ts";
import { notify } from "./notify.ts";
import { requestToDecide } from "./on.ts";

/** Source: IAM User Guide, "IAM temporary delegation": root delegates four hours at most. */
const MAX_ROOT_SECONDS = 14_400;

/**
 * Delegates: what is asked for will be done with the rights of who calls.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_AcceptDelegationRequest.html
 */
export const acceptDelegationRequest = iam.write("AcceptDelegationRequest", {
  on: requestToDecide,
  perform: async ({ call: { tx, caller, now }, target }) => {
    refuseLongForRoot(caller, target);
    await tx.delegationRequests.update({ ...move("accept", target, now), approver: approverOf(caller) });
    return {};
  },
  afterwards: ({ call: { env, now }, target }) => notify(env, move("accept", target, now)),
});

function refuseLongForRoot(
  { kind }: IdentifiedCaller,
  { sessionDurationSeconds }: DelegationRequestRecord,
): void {
  if (kind !== "root" || sessionDurationSeconds <= MAX_ROOT_SECONDS) return;
  throw commonError(
    "accessDenied",
    "The root user can only accept delegation requests with a duration of 4 hours or less.",
  );
}

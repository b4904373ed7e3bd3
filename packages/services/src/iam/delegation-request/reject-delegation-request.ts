import { iam } from "../define.ts";
import { move } from "./move.ts";
import { notify } from "./notify.ts";
import { requestToDecide } from "./on.ts";

/**
 * Ends a request; one that was accepted as long as its token was not sent.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_RejectDelegationRequest.html
 */
export const rejectDelegationRequest = iam.write("RejectDelegationRequest", {
  on: requestToDecide,
  perform: async ({ call: { tx, input, now }, target }) => {
    const { Notes: rejectionReason } = input;
    await tx.delegationRequests.update({
      ...move("reject", target, now),
      ...(rejectionReason !== undefined && { rejectionReason }),
    });
    return {};
  },
  afterwards: ({ call: { env, now }, target }) => notify(env, move("reject", target, now)),
});

import { iam } from "../define.ts";
import { move } from "./move.ts";
import { notify } from "./notify.ts";
import { requestToDecide } from "./on.ts";

/**
 * Forwards a request to who may accept it.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateDelegationRequest.html
 */
export const updateDelegationRequest = iam.write("UpdateDelegationRequest", {
  on: requestToDecide,
  perform: async ({ call: { tx, input, now }, target }) => {
    const { Notes: notes } = input;
    await tx.delegationRequests.update({
      ...move("forward", target, now),
      ...(notes !== undefined && { notes }),
    });
    return {};
  },
  afterwards: ({ call: { env, now }, target }) => notify(env, move("forward", target, now)),
});

import { iam } from "../define.ts";
import { move } from "./move.ts";
import { requestToClaim } from "./on.ts";

/**
 * Makes who calls the owner of a request, and its account the one that is asked.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_AssociateDelegationRequest.html
 */
export const associateDelegationRequest = iam.write("AssociateDelegationRequest", {
  on: requestToClaim,
  perform: async ({ call: { tx, caller, now }, target }) => {
    const { accountId: ownerAccountId, arn: ownerId } = caller;
    await tx.delegationRequests.update({ ...move("associate", target, now), ownerAccountId, ownerId });
    return {};
  },
});

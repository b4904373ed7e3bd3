import type { IdentifiedCaller } from "@rolecall/access";
import { sealTradeInToken } from "@rolecall/credentials";
import { commonError } from "@rolecall/operations";
import type { DelegationRequestRecord } from "@rolecall/store";
import { iam } from "../define.ts";
import { move } from "./move.ts";
import { notify } from "./notify.ts";
import { isOwner, requestToDecide } from "./on.ts";

/**
 * Sends the requestor the token that it exchanges for credentials, and nobody else. The delegation begins now. What could not be
 * delivered is lost, as nothing leads back from here: the requestor has to ask anew.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_SendDelegationToken.html
 */
export const sendDelegationToken = iam.write("SendDelegationToken", {
  on: requestToDecide,
  perform: async ({ call: { tx, caller, now }, target }) => {
    refuseOthers(target, caller);
    await tx.delegationRequests.update(move("send", target, now));
    return {};
  },
  afterwards: ({ call: { env, now }, target }) =>
    notify(env, move("send", target, now), {
      exchangeToken: sealTradeInToken(env.keyRing, target.id, target.requestorAccountId),
    }),
});

/** AWS's words are not known. */
function refuseOthers(request: DelegationRequestRecord, caller: IdentifiedCaller): void {
  if (!request.onlySendByOwner || isOwner(request, caller)) return;
  throw commonError("accessDenied", "Only the owner of this delegation request can send its token.");
}

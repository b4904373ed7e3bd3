/** GetDelegatedAccessToken. Sources: STS API Reference, GetDelegatedAccessToken; IAM User Guide, "IAM temporary delegation". */
import { openTradeInToken, type SessionClaims } from "@rolecall/credentials";
import { anything, type Call, spendProof } from "@rolecall/operations";
import { issueCredentials, validFrom } from "@rolecall/operations/role-session";
import type { DelegationApprover, DelegationRequestRecord, ReadTransaction } from "@rolecall/store";
import { sts } from "./define.ts";
import { stsError } from "./error.ts";
import { tokenRegions } from "./token-regions.ts";

/**
 * Exchanges the token of a request that was accepted for credentials: of the identity that accepted it, within the policy of the request,
 * for what is left of the time that was asked for. A token is good once, for the account that it was sent to.
 */
export const getDelegatedAccessToken = sts.write("GetDelegatedAccessToken", {
  on: anything,
  async perform({ call }) {
    const { tx, env, now } = call;
    const { request, approver, endsAt } = await findDelegation(call);
    const isFirst = await spendProof(tx, { id: `delegation:${request.id}`, expiresAt: endsAt }, now);
    if (!isFirst) throw expired();
    const claims = JSON.parse(approver.session) as Omit<
      SessionClaims,
      "issuedAtSeconds" | "expiresAtSeconds"
    >;
    const delegation = { delegateAccountId: request.requestorAccountId, policy: request.permissionPolicy };
    const durationSeconds = Math.floor((endsAt - now) / 1000);
    const regions = await tokenRegions(call, call.caller.accountId);
    const session = { ...claims, delegation, ...regions, ...validFrom(now, durationSeconds) };
    return {
      Credentials: issueCredentials(env, session, {}).Credentials,
      AssumedPrincipal: approver.arn,
    };
  },
});

interface Delegation {
  readonly request: DelegationRequestRecord;
  readonly approver: DelegationApprover;
  /** The time that was asked for begins when the token is sent. */
  readonly endsAt: number;
}

/** @throws ExpiredTradeInTokenException of whatever cannot be exchanged: who tries tokens learns nothing else */
async function findDelegation({
  tx,
  input,
  caller,
  env,
  now,
}: Call<{ readonly TradeInToken: string }, ReadTransaction>): Promise<Delegation> {
  const id = openTradeInToken(env.keyRing, input.TradeInToken, caller.accountId);
  const request = id === undefined ? undefined : await tx.delegationRequests.byId(id);
  if (request?.state !== "FINALIZED" || request.approver === undefined) throw expired();
  // INVARIANT: nothing changes a request any more once its token was sent.
  const endsAt = request.updatedAt + request.sessionDurationSeconds * 1000;
  if (now >= endsAt || request.requestorAccountId !== caller.accountId) throw expired();
  const isOpen = (await env.directory.account(tx, request.ownerAccountId!))?.isClosed === false;
  if (!isOpen) throw expired();
  return { request, approver: request.approver, endsAt };
}

function expired() {
  return stsError("ExpiredTradeInTokenException", "The trade-in token is invalid or has expired.");
}

import type { ListDelegationRequestsRequest } from "@rolecall/contracts/iam";
import { anything, type On, openPage, wantedPage } from "@rolecall/operations";
import { iam } from "../define.ts";
import { requestToWire } from "./delegation-request-shape.ts";
import { isOwner, ownersGrant } from "./on.ts";

/** Requests that are looked at for one page. */
const MAX_LOOKED_AT = 1_000;

/** Those of the account; everybody may list those that it owns. */
const ownedRequests: On<ListDelegationRequestsRequest, undefined> = {
  ...anything,
  permission({ input: { OwnerId: owner }, caller }) {
    if (owner === undefined) return { resource: "*" };
    return {
      resource: "*",
      context: new Map([["iam:delegationrequestowner", owner]]),
      ...(isOwner({ ownerId: owner }, caller) && ownersGrant()),
    };
  },
};

/**
 * Requests of the account that somebody took over.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListDelegationRequests.html
 */
export const listDelegationRequests = iam.read("ListDelegationRequests", {
  on: ownedRequests,
  perform: async ({ call }) => {
    const { tx, caller, input } = call;
    const pager = openPage(call, input.OwnerId);
    const page = await wantedPage(pager.request, {
      list: (request) => tx.delegationRequests.ofOwnerAccount(caller.accountId, request),
      isWanted: ({ ownerId }) =>
        ownerId !== undefined && (input.OwnerId === undefined || input.OwnerId === ownerId),
      lookedAtMost: MAX_LOOKED_AT,
    });
    return {
      DelegationRequests: page.items.map((record) => requestToWire(record, call.now)),
      ...pager.marks(page),
    };
  },
});

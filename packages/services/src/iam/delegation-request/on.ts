import type { IdentifiedCaller } from "@rolecall/access";
import { formatArn } from "@rolecall/names";
import { type Call, commonError, type On } from "@rolecall/operations";
import type { DelegationRequestRecord, ReadTransaction } from "@rolecall/store";
import { iamError } from "../error.ts";
import { standingGrant } from "../standing-grant.ts";

interface NamesRequest {
  readonly DelegationRequestId: string;
}

type Found = DelegationRequestRecord | undefined;
type IsVisible = (record: DelegationRequestRecord, caller: IdentifiedCaller) => boolean;

const isOwnAccounts: IsVisible = (record, caller) => record.ownerAccountId === caller.accountId;

/** One that names no account may be seen by everybody who knows its id, and its requestor sees what becomes of it. */
const isReadable: IsVisible = (record, caller) =>
  record.ownerAccountId === undefined ||
  isOwnAccounts(record, caller) ||
  record.requestorAccountId === caller.accountId;

const isClaimable: IsVisible = (record, caller) =>
  record.ownerAccountId === undefined || isOwnAccounts(record, caller);

/** Whether who calls is who took the request over. What was delegated to somebody else owns nothing. */
export function isOwner({ ownerId }: { readonly ownerId?: string }, caller: IdentifiedCaller): boolean {
  return ownerId === caller.arn && caller.session?.delegation === undefined;
}

/**
 * Who takes a request over manages it without a policy that says so; an explicit deny wins all the same. To accept one is nobody's by
 * itself.
 * Source: IAM User Guide, "IAM temporary delegation", "Managing permissions for delegation requests".
 */
export const ownersGrant = standingGrant([
  "iam:GetDelegationRequest",
  "iam:GetHumanReadableSummary",
  "iam:ListDelegationRequests",
  "iam:RejectDelegationRequest",
  "iam:SendDelegationToken",
  "iam:UpdateDelegationRequest",
]);

/** On a request, in the caller's account: which account it is of is told to nobody who may not see it. */
function permissionOn(caller: IdentifiedCaller, id: string, record: Found) {
  const resource = formatArn("delegation-request", {
    accountId: caller.accountId,
    delegationRequestId: id,
  });
  return { resource, ...(record !== undefined && isOwner(record, caller) && ownersGrant()) };
}

function request(isVisible: IsVisible): On<NamesRequest, Found, DelegationRequestRecord> {
  return {
    find: ({ tx, input, caller }) =>
      findRequest(tx, input.DelegationRequestId, (it) => isVisible(it, caller)),
    permission: ({ caller, input }, found) => permissionOn(caller, input.DelegationRequestId, found),
    take(found, { input }) {
      if (found === undefined) throw noSuchRequest(input.DelegationRequestId);
      return found;
    },
  };
}

async function findRequest(
  tx: ReadTransaction,
  id: string,
  isVisible: (record: DelegationRequestRecord) => boolean,
): Promise<Found> {
  const record = await tx.delegationRequests.byId(id);
  return record !== undefined && isVisible(record) ? record : undefined;
}

export const requestToRead = request(isReadable);
export const requestToClaim = refusingDelegates(request(isClaimable));
export const requestToDecide = refusingDelegates(request(isOwnAccounts));

/** INVARIANT: what was delegated delegates nothing: whoever acts for somebody takes over, accepts and releases no request. */
function refusingDelegates(
  on: On<NamesRequest, Found, DelegationRequestRecord>,
): On<NamesRequest, Found, DelegationRequestRecord> {
  return {
    ...on,
    find(call: Call<NamesRequest, ReadTransaction>) {
      if (call.caller.session?.delegation !== undefined) {
        throw commonError("accessDenied", "Delegated sessions cannot manage delegation requests.");
      }
      return on.find(call);
    },
  };
}

/** AWS's words are not known. */
function noSuchRequest(id: string) {
  return iamError("NoSuchEntity", `The delegation request with id ${id} cannot be found.`);
}

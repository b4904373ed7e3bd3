import type { CreateDelegationRequestRequest } from "@rolecall/contracts/iam";
import { formatArn, isAccountId } from "@rolecall/names";
import { type Call, commonError, NOTHING_TO_FIND, type On, type ProductProvider } from "@rolecall/operations";
import type { ContextValue } from "@rolecall/policy";
import type { DelegationRequestRecord, ReadTransaction } from "@rolecall/store";
import { iam } from "../define.ts";
import { iamError } from "../error.ts";
import { checkQuota } from "../quotas.ts";
import { permissionsAsked } from "./permissions-asked.ts";
import { KEPT_EXPIRED_MS, newState } from "./state.ts";

type CreateCall = Call<CreateDelegationRequestRequest, ReadTransaction>;

/** Expired requests that one new request clears away. */
const PRUNED_AT_ONCE = 50;
const ID_BYTES = 16;

/** A request of the caller's account, which is no more than to be. */
const newRequest: On<CreateDelegationRequestRequest, undefined> = {
  ...NOTHING_TO_FIND,
  permission: ({ caller, input }) => ({
    resource: formatArn("delegation-request", {
      accountId: caller.accountId,
      delegationRequestId: "*",
    }),
    context: conditionKeys(input),
  }),
};

/**
 * Asks a customer for rights in its account. Whoever runs the installation says which accounts may, and what they may ask for.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateDelegationRequest.html
 */
export const createDelegationRequest = iam.write("CreateDelegationRequest", {
  on: newRequest,
  perform: async ({ call }) => {
    const { tx, input, caller, env, now } = call;
    const provider = providerOf(call);
    const asked = permissionsAsked(provider, input.Permissions);
    await tx.delegationRequests.prune(now - KEPT_EXPIRED_MS, PRUNED_AT_ONCE);
    await refuseKnownWorkflow(call);
    const { accountId } = caller;
    checkQuota(env, "PendingDelegationRequests", await tx.delegationRequests.countPending(accountId, now));
    const {
      OwnerAccountId: ownerAccountId,
      RequestMessage: requestMessage,
      RedirectUrl: redirectUrl,
    } = input;
    const record: DelegationRequestRecord = {
      id: Buffer.from(env.random(ID_BYTES)).toString("hex"),
      requestorAccountId: accountId,
      requestorName: provider.name,
      workflowId: input.RequestorWorkflowId,
      ...newState(now),
      ...(ownerAccountId !== undefined && { ownerAccountId: await ownerAccount(tx, ownerAccountId) }),
      description: input.Description,
      ...(requestMessage !== undefined && { requestMessage }),
      ...asked,
      notificationChannel: input.NotificationChannel,
      ...(redirectUrl !== undefined && { redirectUrl }),
      onlySendByOwner: input.OnlySendByOwner ?? false,
      sessionDurationSeconds: input.SessionDuration,
      createdAt: now,
    };
    await tx.delegationRequests.insert(record);
    return {
      DelegationRequestId: record.id,
      ConsoleDeepLink: `${env.publicUrl}/console/iam/delegation-requests/${record.id}`,
    };
  },
});

function conditionKeys(input: CreateDelegationRequestRequest): ReadonlyMap<string, ContextValue> {
  const keys = new Map<string, ContextValue>([
    ["iam:delegationduration", String(input.SessionDuration)],
    ["iam:notificationchannel", input.NotificationChannel],
  ]);
  const { PolicyTemplateArn: templateArn } = input.Permissions;
  return templateArn === undefined ? keys : keys.set("iam:templatearn", templateArn);
}

/** @throws AccessDenied where the account is not known as a product provider. AWS's words are not known. */
function providerOf({ caller: { accountId }, env }: CreateCall): ProductProvider {
  const provider = env.productProviders.get(accountId);
  if (provider !== undefined) return provider;
  throw commonError(
    "accessDenied",
    `Account ${accountId} is not onboarded to create delegation requests: this API is not available for general use.`,
  );
}

async function refuseKnownWorkflow({ tx, caller, input }: CreateCall): Promise<void> {
  const { RequestorWorkflowId: workflowId } = input;
  if ((await tx.delegationRequests.byWorkflowId(caller.accountId, workflowId)) === undefined) return;
  const message = `A delegation request with the workflow id ${workflowId} already exists.`;
  throw iamError("EntityAlreadyExists", message);
}

async function ownerAccount(tx: ReadTransaction, id: string) {
  const account = isAccountId(id) ? await tx.accounts.byId(id) : undefined;
  if (account !== undefined && account.closedAt === undefined) return account.id;
  throw iamError("InvalidInput", `The account ${id} cannot be asked.`);
}

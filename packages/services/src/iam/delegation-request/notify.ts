import { type Environment, OutboxError } from "@rolecall/operations";
import type { DelegationRequestRecord } from "@rolecall/store";
import { iamError } from "../error.ts";

/**
 * Tells the requestor what became of its request, through the channel that it named: the outbox of the installation stands in the place
 * of SNS. Members of the message are ours; AWS's are not published.
 * @throws ServiceFailure where the outbox takes no letter; who runs the installation is told why
 */
export async function notify(
  { outbox }: Environment,
  request: DelegationRequestRecord,
  more: { readonly exchangeToken?: string } = {},
): Promise<void> {
  const { id, state, requestorAccountId, workflowId, notificationChannel, updatedAt } = request;
  const message = {
    delegationRequestId: id,
    requestorWorkflowId: workflowId,
    state,
    ownerAccountId: request.ownerAccountId,
    updatedTime: new Date(updatedAt).toISOString(),
    ...more,
  };
  const letter = {
    channel: "topic" as const,
    to: notificationChannel,
    accountId: requestorAccountId,
    subject: `Delegation request ${state}`,
    text: JSON.stringify(message),
  };
  try {
    await outbox.deliver(letter);
  } catch (error) {
    if (!(error instanceof OutboxError)) throw error;
    throw iamError("ServiceFailure", "The requestor could not be notified.").withRemedy(error.message);
  }
}

/** What hangs on a user, group or role, as GetAccountAuthorizationDetails and the lists show it. */
import type { AttachedPolicy, PolicyDetail } from "@rolecall/contracts/iam";
import type { ReadTransaction, UniqueId } from "@rolecall/store";
import { encodeDocument } from "../policy-document.ts";

export async function inlinePolicyDetails(
  tx: ReadTransaction,
  ownerId: UniqueId,
): Promise<readonly PolicyDetail[]> {
  const policies = await tx.inlinePolicies.ofOwner(ownerId);
  return policies.map(({ name, document }) => ({
    PolicyName: name,
    PolicyDocument: encodeDocument(document),
  }));
}

export async function attachedPolicies(
  tx: ReadTransaction,
  ownerId: UniqueId,
): Promise<readonly AttachedPolicy[]> {
  const attachments = await tx.attachments.ofOwner(ownerId);
  return attachments.map(({ policyArn }) => ({
    PolicyName: policyArn.slice(policyArn.lastIndexOf("/") + 1),
    PolicyArn: policyArn,
  }));
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedUserPolicies.html, and the same for groups and roles. */

import type { AttachedPolicy } from "@rolecall/contracts/iam";
import type { UniqueId } from "@rolecall/names";
import { openPage, type PageMarks, pageOf, type StepsOn } from "@rolecall/operations";
import type { AttachmentRecord, ReadTransaction } from "@rolecall/store";
import {
  type OwnerSubject,
  owner,
  type PolicyOwner,
  type PolicyOwnerKind,
} from "../policy-owner/owner-kind.ts";
import { ROOT_PATH } from "../requirement.ts";
import { splitPolicyArn } from "./policy-name.ts";

interface Listing {
  readonly PathPrefix?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

interface Listed extends PageMarks {
  readonly AttachedPolicies: readonly AttachedPolicy[];
}

export function listAttachedPolicies<Named>(
  owners: PolicyOwnerKind<Named>,
): StepsOn<Named & Listing, Listed, ReadTransaction, OwnerSubject, PolicyOwner, undefined> {
  return {
    on: owner(owners),
    perform: async ({ call, target }) => {
      const prefix = call.input.PathPrefix ?? ROOT_PATH;
      const pager = openPage(call, target.id, prefix);
      const attachments = await call.tx.attachments.ofOwner(target.id);
      const matching = attachments.filter(({ policyArn }) =>
        splitPolicyArn(policyArn).path.startsWith(prefix),
      );
      const page = pageOf(matching, (attachment) => attachment.policyArn, pager.request);
      return { AttachedPolicies: page.items.map(attachedPolicyToWire), ...pager.marks(page) };
    },
  };
}

/** All managed policies of one owner, in the order of attachment. */
export async function attachedPolicies(
  tx: ReadTransaction,
  ownerId: UniqueId,
): Promise<readonly AttachedPolicy[]> {
  return (await tx.attachments.ofOwner(ownerId)).map(attachedPolicyToWire);
}

function attachedPolicyToWire({ policyArn }: AttachmentRecord): AttachedPolicy {
  return { PolicyName: splitPolicyArn(policyArn).name, PolicyArn: policyArn };
}

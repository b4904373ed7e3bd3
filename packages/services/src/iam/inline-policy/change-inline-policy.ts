/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutUserPolicy.html, and the same for groups and roles. */

import type { Empty } from "@rolecall/contracts";
import type { StepsOn } from "@rolecall/operations";
import type { WriteTransaction } from "@rolecall/store";
import { noSuchInlinePolicy } from "../error.ts";
import { checkPolicyDocument } from "../policy-document.ts";
import {
  type OwnerSubject,
  ownerToChange,
  type PolicyOwner,
  type PolicyOwnerKind,
} from "../policy-owner/owner-kind.ts";
import { boundaryContext } from "../requirement.ts";
import { inlinePolicyNamed } from "./policy-name.ts";
import { checkTotalSize } from "./total-size.ts";

interface Naming {
  readonly PolicyName: string;
}

interface Putting extends Naming {
  readonly PolicyDocument: string;
}

type Changing<Input> = StepsOn<Input, Empty, WriteTransaction, OwnerSubject, PolicyOwner, undefined>;

/** Adds a policy, or writes it anew where one of this name is there: its name stays as it was first written (recorded). */
export function putInlinePolicy<Named>(owners: PolicyOwnerKind<Named>): Changing<Named & Putting> {
  return {
    ...changing<Named, Named & Putting>(owners),
    perform: async ({ call, target: owner }) => {
      const { PolicyName: name, PolicyDocument: document } = call.input;
      checkPolicyDocument(document, "inline");
      const present = await call.tx.inlinePolicies.ofOwner(owner.id);
      const replaced = inlinePolicyNamed(present, name);
      const others = present.filter((policy) => policy !== replaced);
      checkTotalSize(call, [document, ...others.map((policy) => policy.document)], {
        ...owners,
        name: owner.name,
      });
      const { accountId, id: ownerId } = owner;
      const record = { accountId, ownerKind: owners.kind, ownerId, name: replaced?.name ?? name, document };
      await call.tx.inlinePolicies.put(record);
      return {};
    },
  };
}

export function deleteInlinePolicy<Named>(owners: PolicyOwnerKind<Named>): Changing<Named & Naming> {
  return {
    ...changing<Named, Named & Naming>(owners),
    perform: async ({ call: { tx, input }, target: owner }) => {
      const policy = inlinePolicyNamed(await tx.inlinePolicies.ofOwner(owner.id), input.PolicyName);
      if (policy === undefined) throw noSuchInlinePolicy(owners.kind, input.PolicyName);
      await tx.inlinePolicies.delete(owner.id, policy.name);
      return {};
    },
  };
}

/** Whose policies change; conditions may ask for its boundary. */
function changing<Named, Input extends Named>(
  owners: PolicyOwnerKind<Named>,
): Pick<Changing<Input>, "on" | "details"> {
  return {
    on: ownerToChange(owners),
    details: (_call, { record }) => boundaryContext(record?.permissionsBoundary),
  };
}

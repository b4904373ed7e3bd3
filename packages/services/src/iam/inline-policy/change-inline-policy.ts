/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutUserPolicy.html, and the same for groups and roles. */

import type { Empty } from "@rolecall/contracts";
import type { Call, StepsOn } from "@rolecall/operations";
import { policySize } from "@rolecall/policy";
import type { WriteTransaction } from "@rolecall/store";
import { iamError, noSuchInlinePolicy } from "../error.ts";
import { checkPolicyDocument } from "../policy-document.ts";
import {
  type OwnerSubject,
  ownerToChange,
  type PolicyOwner,
  type PolicyOwnerKind,
} from "../policy-owner/owner-kind.ts";
import { IAM_QUOTAS } from "../quotas.ts";
import { boundaryContext } from "../requirement.ts";
import { checkStoredText } from "../stored-text.ts";
import { inlinePolicyNamed } from "./policy-name.ts";

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
      checkTotalSize(call, [document, ...others.map((policy) => policy.document)], { owners, owner });
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

/**
 * An owner may have any number of inline policies, but all together have one size.
 * @throws LimitExceeded "Maximum policy size of 2048 bytes exceeded for user Bob"
 */
function checkTotalSize(
  { env }: Pick<Call<unknown, unknown>, "env">,
  documents: readonly string[],
  {
    owners: { kind, inlineSize },
    owner: { name },
  }: {
    readonly owners: Pick<PolicyOwnerKind<unknown>, "kind" | "inlineSize">;
    readonly owner: Pick<PolicyOwner, "name">;
  },
): void {
  const total = documents.reduce((sum, document) => sum + policySize(document), 0);
  const limit = IAM_QUOTAS.of(env)[inlineSize];
  if (total > limit) {
    throw iamError("LimitExceeded", `Maximum policy size of ${limit} bytes exceeded for ${kind} ${name}`);
  }
  checkStoredText(documents, IAM_QUOTAS.of(env).StoredPoliciesText, `${kind} ${name}`);
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutUserPolicy.html, and the same for groups and roles. */
import type { Call, Steps } from "@rolecall/access";
import type { Empty } from "@rolecall/contracts";
import { policySize } from "@rolecall/policy";
import type { ReadTransaction, WriteTransaction } from "@rolecall/store";
import { iamError, noSuchInlinePolicy } from "../error.ts";
import { checkPolicyDocument } from "../policy-document.ts";
import {
  existingToChange,
  type OwnerSubject,
  type PolicyOwner,
  type PolicyOwnerKind,
} from "../policy-owner/owner-kind.ts";
import { boundaryContext, onEntity } from "../requirement.ts";
import { checkStoredText } from "../stored-text.ts";

interface Naming {
  readonly PolicyName: string;
}

interface Putting extends Naming {
  readonly PolicyDocument: string;
}

type Changing<Input> = Steps<Input, Empty, WriteTransaction, OwnerSubject, undefined>;

/** Adds a policy, or writes it anew where one of this name is there. */
export function putInlinePolicy<Named>(owners: PolicyOwnerKind<Named>): Changing<Named & Putting> {
  return {
    ...targeting<Named, Named & Putting>(owners, "Put"),
    perform: async ({ call, target }) => {
      const { PolicyName: name, PolicyDocument: document } = call.input;
      const owner = existingToChange(target);
      checkPolicyDocument(document, "inline");
      await checkTotalSize(call, owners, owner);
      const { accountId, id: ownerId } = owner;
      await call.tx.inlinePolicies.put({ accountId, ownerKind: owners.kind, ownerId, name, document });
      return {};
    },
  };
}

export function deleteInlinePolicy<Named>(owners: PolicyOwnerKind<Named>): Changing<Named & Naming> {
  return {
    ...targeting<Named, Named & Naming>(owners, "Delete"),
    perform: async ({ call: { tx, input }, target }) => {
      const owner = existingToChange(target);
      const isDeleted = await tx.inlinePolicies.delete(owner.id, input.PolicyName);
      if (!isDeleted) throw noSuchInlinePolicy(owners.kind, input.PolicyName);
      return {};
    },
  };
}

/** Whose policies change, and the permission to change them. */
function targeting<Named, Input extends Named>(
  owners: PolicyOwnerKind<Named>,
  verb: "Put" | "Delete",
): Pick<Changing<Input>, "resolve" | "requires"> {
  return {
    resolve: (call) => owners.find(call, owners.nameOf(call.input)),
    requires: (call, target) => {
      const context = boundaryContext(target.record?.permissionsBoundary);
      return [onEntity(call, `iam:${verb}${owners.word}Policy`, target, context)];
    },
  };
}

/**
 * An owner may have any number of inline policies, but all together have one size.
 * @throws LimitExceeded "Maximum policy size of 2048 bytes exceeded for user Bob"
 */
async function checkTotalSize(
  { input, tx, env }: Call<Putting, ReadTransaction>,
  owners: Pick<PolicyOwnerKind<unknown>, "kind" | "inlineSize">,
  owner: PolicyOwner,
): Promise<void> {
  const others = (await tx.inlinePolicies.ofOwner(owner.id)).filter(({ name }) => name !== input.PolicyName);
  const texts = [input.PolicyDocument, ...others.map(({ document }) => document)];
  const total = texts.reduce((sum, text) => sum + policySize(text), 0);
  const limit = env.quotas[owners.inlineSize];
  if (total > limit) {
    const message = `Maximum policy size of ${limit} bytes exceeded for ${owners.kind} ${owner.name}`;
    throw iamError("LimitExceeded", message);
  }
  checkStoredText(texts, env.quotas.storedPoliciesText, `${owners.kind} ${owner.name}`);
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachUserPolicy.html, and the same for groups and roles. */

import { SERVICE_LINKED_PATH } from "@rolecall/access";
import type { Empty } from "@rolecall/contracts";
import type { Arn } from "@rolecall/names";
import type { StepsOn } from "@rolecall/operations";
import type { OwnerKind, WriteTransaction } from "@rolecall/store";
import { attachablePolicy } from "../boundary/boundary.ts";
import { iamError, noSuchPolicy } from "../error.ts";
import { readPolicyArn } from "../policy/policy-arn.ts";
import {
  type OwnerSubject,
  ownerToChange,
  type PolicyOwner,
  type PolicyOwnerKind,
} from "../policy-owner/owner-kind.ts";
import { checkQuota } from "../quotas.ts";
import { attachmentContext } from "../requirement.ts";
import { splitPolicyArn } from "./policy-name.ts";

interface Naming {
  readonly PolicyArn: string;
}

type Changing<Named> = StepsOn<Named & Naming, Empty, WriteTransaction, OwnerSubject, PolicyOwner, undefined>;

/** Attaching what is attached already changes nothing. */
export function attachPolicy<Named>(owners: PolicyOwnerKind<Named>): Changing<Named> {
  return {
    ...changing(owners),
    perform: async ({ call, target: owner }) => {
      const { tx, env, input, now } = call;
      const policyArn = await attachablePolicy(call, input.PolicyArn);
      refuseServicePolicy(policyArn, owners.kind);
      if (await tx.attachments.has(owner.id, policyArn)) return {};
      const present = await tx.attachments.ofOwner(owner.id);
      checkQuota(env, owners.attachments, present.length);
      const { accountId, id: ownerId } = owner;
      await tx.attachments.attach({ accountId, ownerKind: owners.kind, ownerId, policyArn, attachedAt: now });
      return {};
    },
  };
}

export function detachPolicy<Named>(owners: PolicyOwnerKind<Named>): Changing<Named> {
  return {
    ...changing(owners),
    perform: async ({ call: { tx, input }, target: owner }) => {
      const arn = readPolicyArn(input.PolicyArn);
      if (!(await tx.attachments.detach(owner.id, arn))) throw noSuchPolicy(arn);
      return {};
    },
  };
}

/** Whose attachments change; conditions may ask for the policy, and for the owner's boundary. */
function changing<Named>(owners: PolicyOwnerKind<Named>): Pick<Changing<Named>, "on" | "details"> {
  return {
    on: ownerToChange(owners),
    details: ({ input }, { record }) => attachmentContext(input.PolicyArn, record?.permissionsBoundary),
  };
}

/** Policies of service-linked roles stay theirs. @throws PolicyNotAttachable */
function refuseServicePolicy(arn: Arn, owner: OwnerKind): void {
  if (!splitPolicyArn(arn).path.startsWith(SERVICE_LINKED_PATH)) return;
  const whom = { user: "User", group: "Group", role: "Customer Role" }[owner];
  throw iamError("PolicyNotAttachable", `Cannot attach a Service Role Policy to a ${whom}.`);
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetUserPolicy.html, and the same for groups and roles. */

import type { PolicyDetail } from "@rolecall/contracts/iam";
import type { UniqueId } from "@rolecall/names";
import { openPage, type PageMarks, pageOf, type Steps } from "@rolecall/operations";
import type { ReadTransaction } from "@rolecall/store";
import { noSuchInlinePolicy } from "../error.ts";
import { encodeDocument } from "../policy-document.ts";
import type { OwnerSubject, PolicyOwnerKind } from "../policy-owner/owner-kind.ts";
import { onEntity } from "../requirement.ts";
import { existing } from "../subject.ts";
import { inlinePolicyNamed } from "./policy-name.ts";

interface Naming {
  readonly PolicyName: string;
}

interface Shown extends Naming {
  readonly PolicyDocument: string;
}

interface Listing {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

interface Listed extends PageMarks {
  readonly PolicyNames: readonly string[];
}

type Reading<Input, Output> = Steps<Input, Output, ReadTransaction, OwnerSubject, undefined>;

export function getInlinePolicy<Named>(
  owners: PolicyOwnerKind<Named>,
): Reading<Named & Naming, Named & Shown> {
  return {
    resolve: (call) => owners.find(call, owners.nameOf(call.input)),
    requires: (call, target) => [onEntity(call, `iam:Get${owners.word}Policy`, target)],
    perform: async ({ call: { tx, input }, target }) => {
      const owner = existing(target);
      const { PolicyName } = input;
      const policy = inlinePolicyNamed(await tx.inlinePolicies.ofOwner(owner.id), PolicyName);
      if (policy === undefined) throw noSuchInlinePolicy(owners.kind, PolicyName);
      // The name is told in the spelling that was asked for (recorded).
      return { ...owners.named(owner.name), PolicyName, PolicyDocument: encodeDocument(policy.document) };
    },
  };
}

export function listInlinePolicies<Named>(owners: PolicyOwnerKind<Named>): Reading<Named & Listing, Listed> {
  const operation = `List${owners.word}Policies`;
  return {
    resolve: (call) => owners.find(call, owners.nameOf(call.input)),
    requires: (call, target) => [onEntity(call, `iam:${operation}`, target)],
    perform: async ({ call, target }) => {
      const owner = existing(target);
      const pager = openPage(call, owner.id);
      const names = (await call.tx.inlinePolicies.ofOwner(owner.id)).map(({ name }) => name);
      const page = pageOf(names, (name) => name, pager.request);
      return { PolicyNames: page.items, ...pager.marks(page) };
    },
  };
}

/** All inline policies of one owner with their documents, sorted by name. */
export async function inlinePolicyDetails(
  tx: ReadTransaction,
  ownerId: UniqueId,
): Promise<readonly PolicyDetail[]> {
  return (await tx.inlinePolicies.ofOwner(ownerId)).map(({ name, document }) => ({
    PolicyName: name,
    PolicyDocument: encodeDocument(document),
  }));
}

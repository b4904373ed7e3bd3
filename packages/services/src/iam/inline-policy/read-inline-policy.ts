/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetUserPolicy.html, and the same for groups and roles. */

import type { PolicyDetail } from "@rolecall/contracts/iam";
import type { UniqueId } from "@rolecall/names";
import { openPage, type PageMarks, pageOf, type StepsOn } from "@rolecall/operations";
import type { ReadTransaction } from "@rolecall/store";
import { noSuchInlinePolicy } from "../error.ts";
import { encodeDocument } from "../policy-document.ts";
import {
  type OwnerSubject,
  owner,
  type PolicyOwner,
  type PolicyOwnerKind,
} from "../policy-owner/owner-kind.ts";
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

type Reading<Input, Output> = StepsOn<Input, Output, ReadTransaction, OwnerSubject, PolicyOwner, undefined>;

export function getInlinePolicy<Named>(
  owners: PolicyOwnerKind<Named>,
): Reading<Named & Naming, Named & Shown> {
  return {
    on: owner(owners),
    perform: async ({ call: { tx, input }, target }) => {
      const { PolicyName } = input;
      const policy = inlinePolicyNamed(await tx.inlinePolicies.ofOwner(target.id), PolicyName);
      if (policy === undefined) throw noSuchInlinePolicy(owners.kind, PolicyName);
      // The name is told in the spelling that was asked for (recorded).
      return { ...owners.named(target.name), PolicyName, PolicyDocument: encodeDocument(policy.document) };
    },
  };
}

export function listInlinePolicies<Named>(owners: PolicyOwnerKind<Named>): Reading<Named & Listing, Listed> {
  return {
    on: owner(owners),
    perform: async ({ call, target }) => {
      const pager = openPage(call, target.id);
      const names = (await call.tx.inlinePolicies.ofOwner(target.id)).map(({ name }) => name);
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

/**
 * Lists of what no user can have yet. Clients ask for all of them before they delete a user: each is authorized, looks for the
 * user and answers that there is none.
 */
import type { Requirement } from "@rolecall/access";
import { openPage, type PageMarks, type Steps } from "@rolecall/operations";
import type { ReadTransaction } from "@rolecall/store";
import { identityOf, type KeyOwner, keyOwner, onKeyOwner } from "../access-key/key-owner.ts";
import { onAnything } from "../requirement.ts";

interface Listing {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

interface OfOwner extends Listing {
  readonly UserName?: string | undefined;
}

/** A list of a user's, or of root's where it leaves the UserName out. */
export function listNoneOfOwner<Input extends OfOwner, Output>(
  operation: string,
  answer: (ended: PageMarks) => Output,
): Steps<Input, Output, ReadTransaction, KeyOwner, undefined> {
  return {
    resolve: keyOwner,
    requires: (call, owner): readonly Requirement[] => [onKeyOwner(call, `iam:${operation}`, owner)],
    perform: async ({ call, target }) => answer(openPage(call, identityOf(target).id).marks({})),
  };
}

/** A list of the account's. */
export function listNoneOfAccount<Input extends Listing, Output>(
  operation: string,
  answer: (ended: PageMarks) => Output,
): Steps<Input, Output, ReadTransaction, undefined, undefined> {
  return {
    resolve: async () => undefined,
    requires: () => onAnything(`iam:${operation}`),
    perform: async ({ call }) => answer(openPage(call).marks({})),
  };
}

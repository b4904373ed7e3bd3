/**
 * Lists of what no user can have yet. Clients ask for all of them before they delete a user: each is authorized, looks for the
 * user and answers that there is none.
 */
import { openPage, type PageMarks, type StepsOn } from "@rolecall/operations";
import type { ReadTransaction } from "@rolecall/store";
import { identityOf } from "../access-key/key-owner.ts";
import { userOrRoot } from "../on.ts";
import type { UserOrRoot } from "../subject.ts";

interface Listing {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

interface OfOwner extends Listing {
  readonly UserName?: string | undefined;
}

/** A list of a user's, or of root's where it leaves the UserName out. */
export function listNoneOfOwner<Input extends OfOwner, Output>(
  answer: (ended: PageMarks) => Output,
): StepsOn<Input, Output, ReadTransaction, UserOrRoot, UserOrRoot, undefined> {
  return {
    on: userOrRoot,
    perform: async ({ call, target }) => answer(openPage(call, identityOf(target).id).marks({})),
  };
}

import type { Tag as WireTag } from "@rolecall/contracts/rolesanywhere";
import type { Call, On } from "@rolecall/operations";
import type { ReadTransaction } from "@rolecall/store";
import { everyOf, type ResourceKind } from "../on.ts";

/** An input that may bring tags. */
export interface BringsTags {
  readonly tags?: readonly WireTag[] | undefined;
}

/**
 * What is made in a region: on `*`, as AWS knows no resource of it; who brings tags needs the permission to tag what is to be as well.
 * Source: Service Authorization Reference, the actions of CreateTrustAnchor, CreateProfile and ImportCrl.
 */
export function madeWithTags<Input extends BringsTags, Found>(
  kind: Pick<ResourceKind<never, never>, "form">,
  { find, also }: Pick<On<Input, Found>, "find" | "also">,
): On<Input, Found> {
  const requested = ({ input }: Call<Input, ReadTransaction>) =>
    input.tags === undefined ? {} : { requestTags: input.tags };
  return {
    find,
    permission: (call) => ({ resource: "*", ...requested(call) }),
    also(call, found) {
      const tagging = { ...everyOf(kind, call), ...requested(call), action: "rolesanywhere:TagResource" };
      const others = also?.(call, found) ?? [];
      return (call.input.tags ?? []).length === 0 ? others : [tagging, ...others];
    },
    take: (found) => found,
  };
}

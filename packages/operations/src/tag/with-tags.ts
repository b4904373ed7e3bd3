import type { Requirement } from "@rolecall/access";
import type { On } from "../on.ts";
import { requestTags, type WireTag } from "./wire-tag.ts";

/** An input that may bring tags. */
export interface BringsTags {
  readonly Tags?: readonly WireTag[] | undefined;
}

/**
 * What is made with the tags that the input brings: they are told to the permission, and who brings some needs the permission
 * to tag as well. Source: Service Authorization Reference, dependent actions of creations (`iam:TagUser` of `iam:CreateUser`).
 * @param action such as `iam:TagUser`
 * @example const newUser = withTags("iam:TagUser", newEntity("user"));
 */
export function withTags<Input, Found, Taken>(
  action: string,
  on: On<Input, Found, Taken>,
): On<Input & BringsTags, Found, Taken> {
  return {
    ...on,
    permission: (call, found) => {
      const { Tags: tags } = call.input;
      return tags === undefined
        ? on.permission(call, found)
        : { ...on.permission(call, found), ...requestTags(tags) };
    },
    also: (call, found) => {
      const { Tags: tags } = call.input;
      const others = on.also?.(call, found) ?? NO_OTHERS;
      if (tags === undefined || tags.length === 0) return others;
      const { resource, resourceName, resourceAccountId } = on.permission(call, found);
      return [
        ...others,
        {
          action,
          resource,
          ...(resourceName !== undefined && { resourceName }),
          ...(resourceAccountId !== undefined && { resourceAccountId }),
          ...requestTags(tags),
        },
      ];
    },
  };
}

const NO_OTHERS: readonly Requirement[] = [];

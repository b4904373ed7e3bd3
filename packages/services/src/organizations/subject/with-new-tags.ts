import { requestTags, type WireTag } from "@rolecall/operations";
import type { Subject } from "../access/called-by.ts";

interface BringsTags {
  readonly Tags?: readonly WireTag[] | undefined;
}

/**
 * What is made with the tags that the input brings: who brings some needs organizations:TagResource as well.
 * Source: Organizations API Reference, CreateAccount: "If the request includes tags, then the requester must have the
 * organizations:TagResource permission"; so of the other creations.
 */
export function withNewTags<Input, Found, Taken>(
  subject: Subject<Input, Found, Taken>,
): Subject<Input & BringsTags, Found, Taken> {
  return {
    ...subject,
    permission: (call, found, place) => ({
      ...subject.permission(call, found, place),
      ...requestTags(call.input.Tags),
    }),
    also: (call, found, place) => {
      const { Tags: tags } = call.input;
      const others = subject.also?.(call, found, place) ?? [];
      if (tags === undefined || tags.length === 0) return others;
      const tagging = { ...subject.permission(call, found, place), ...requestTags(tags) };
      return [...others, { ...tagging, action: "organizations:TagResource" }];
    },
  };
}

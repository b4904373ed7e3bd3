import type { Requirement } from "@rolecall/access";
import type { Tag } from "@rolecall/store";

/** A tag as IAM, STS, Organizations and Identity Center have it on the wire. */
export interface WireTag {
  readonly Key: string;
  readonly Value: string;
}

export function tagsToWire(tags: readonly Tag[]): readonly WireTag[] {
  return tags.map(({ key, value }) => ({ Key: key, Value: value }));
}

/** `aws:RequestTag/…` and `aws:TagKeys` of an input that may bring tags, as they were sent. */
export function requestTags(tags: readonly WireTag[] | undefined): Pick<Requirement, "requestTags"> {
  return tags === undefined
    ? {}
    : { requestTags: tags.map(({ Key: key, Value: value }) => ({ key, value })) };
}

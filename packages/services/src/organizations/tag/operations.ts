import { listingTags, type Operation, tagging, untagging } from "@rolecall/operations";
import { organizations } from "../define.ts";
import { TAGGED } from "./tag-kind.ts";

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_TagResource.html, and so the others. */
export const tagOperations: readonly Operation[] = [
  organizations.write("TagResource", tagging(TAGGED)),
  organizations.write("UntagResource", untagging(TAGGED)),
  organizations.read("ListTagsForResource", listingTags(TAGGED)),
];

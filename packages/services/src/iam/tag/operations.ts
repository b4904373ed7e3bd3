import type { Operation } from "@rolecall/operations";
import { iam } from "../define.ts";
import { TAGGED_POLICY, TAGGED_PROFILE, TAGGED_ROLE, TAGGED_USER } from "../kinds.ts";
import { tag, untag } from "./change-tags.ts";
import { listTags } from "./list-tags.ts";

export const tagOperations: readonly Operation[] = [
  iam.write("TagUser", tag(TAGGED_USER)),
  iam.write("TagRole", tag(TAGGED_ROLE)),
  iam.write("TagPolicy", tag(TAGGED_POLICY)),
  iam.write("TagInstanceProfile", tag(TAGGED_PROFILE)),
  iam.write("UntagUser", untag(TAGGED_USER)),
  iam.write("UntagRole", untag(TAGGED_ROLE)),
  iam.write("UntagPolicy", untag(TAGGED_POLICY)),
  iam.write("UntagInstanceProfile", untag(TAGGED_PROFILE)),
  iam.read("ListUserTags", listTags(TAGGED_USER)),
  iam.read("ListRoleTags", listTags(TAGGED_ROLE)),
  iam.read("ListPolicyTags", listTags(TAGGED_POLICY)),
  iam.read("ListInstanceProfileTags", listTags(TAGGED_PROFILE)),
];

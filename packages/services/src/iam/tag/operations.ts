import { listingTags, type Operation, tagging, untagging } from "@rolecall/operations";
import { iam } from "../define.ts";
import {
  TAGGED_OIDC_PROVIDER,
  TAGGED_POLICY,
  TAGGED_PROFILE,
  TAGGED_ROLE,
  TAGGED_SAML_PROVIDER,
  TAGGED_USER,
} from "../kinds.ts";

export const tagOperations: readonly Operation[] = [
  iam.write("TagUser", tagging(TAGGED_USER)),
  iam.write("TagRole", tagging(TAGGED_ROLE)),
  iam.write("TagPolicy", tagging(TAGGED_POLICY)),
  iam.write("TagInstanceProfile", tagging(TAGGED_PROFILE)),
  iam.write("TagOpenIDConnectProvider", tagging(TAGGED_OIDC_PROVIDER)),
  iam.write("TagSAMLProvider", tagging(TAGGED_SAML_PROVIDER)),
  iam.write("UntagUser", untagging(TAGGED_USER)),
  iam.write("UntagRole", untagging(TAGGED_ROLE)),
  iam.write("UntagPolicy", untagging(TAGGED_POLICY)),
  iam.write("UntagInstanceProfile", untagging(TAGGED_PROFILE)),
  iam.write("UntagOpenIDConnectProvider", untagging(TAGGED_OIDC_PROVIDER)),
  iam.write("UntagSAMLProvider", untagging(TAGGED_SAML_PROVIDER)),
  iam.read("ListUserTags", listingTags(TAGGED_USER)),
  iam.read("ListRoleTags", listingTags(TAGGED_ROLE)),
  iam.read("ListPolicyTags", listingTags(TAGGED_POLICY)),
  iam.read("ListInstanceProfileTags", listingTags(TAGGED_PROFILE)),
  iam.read("ListOpenIDConnectProviderTags", listingTags(TAGGED_OIDC_PROVIDER)),
  iam.read("ListSAMLProviderTags", listingTags(TAGGED_SAML_PROVIDER)),
];

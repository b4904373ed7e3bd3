import { anything } from "@rolecall/operations";
import { iam } from "../define.ts";
import { givenContextKeys } from "./given-policy.ts";

/**
 * The condition keys of which documents speak: each spelling once for each of them (recorded).
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetContextKeysForCustomPolicy.html
 */
export const getContextKeysForCustomPolicy = iam.read("GetContextKeysForCustomPolicy", {
  on: anything,
  perform: async ({ call }) => ({ ContextKeyNames: givenContextKeys(call.input.PolicyInputList) }),
});

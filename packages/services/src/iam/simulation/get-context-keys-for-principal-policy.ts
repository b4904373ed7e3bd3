import { contextKeys } from "@rolecall/policy";
import { iam } from "../define.ts";
import { givenContextKeys } from "./given-policy.ts";
import { policySource } from "./on-policy-source.ts";
import { policiesOf } from "./policy-source.ts";
import { attachedPolicies } from "./source-policy.ts";

/**
 * The condition keys of which the policies of a user, group or role speak, its groups' and its boundary's, and those of documents
 * besides; not those that its organization has put over it (recorded).
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetContextKeysForPrincipalPolicy.html
 */
export const getContextKeysForPrincipalPolicy = iam.read("GetContextKeysForPrincipalPolicy", {
  on: policySource,
  perform: async ({ call, target: { kind, record } }) => {
    const given = givenContextKeys(call.input.PolicyInputList);
    const { sources } = await policiesOf(call, kind, record);
    const own = attachedPolicies(sources).flatMap(({ policy }) => contextKeys(policy.policy));
    return { ContextKeyNames: [...own, ...given] };
  },
});

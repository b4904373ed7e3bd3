/** GetRequestAuthorizationPolicy: the document as it was when the request was denied. Source: IAM Toolbox API Reference. */
import type { JsonValue } from "@rolecall/contracts";
import { anything } from "@rolecall/operations";
import { iamToolbox } from "./define.ts";
import { detailsNotFound } from "./error.ts";
import { findDenial } from "./find-denial.ts";
import { isPrincipalSide, ownPolicies } from "./own-part.ts";

/** "The calling principal must belong to the recorded organization", or account, of whoever was denied. */
export const getRequestAuthorizationPolicy = iamToolbox.read("GetRequestAuthorizationPolicy", {
  on: anything,
  async perform({ call }) {
    const { input, tx } = call;
    const denial = await findDenial(input.authorizationId, call);
    if (!isPrincipalSide(denial)) throw detailsNotFound();
    const policy = ownPolicies(denial).find(({ uri }) => uri === input.policyUri);
    const kept = policy && (await tx.deniedPolicies.byHash(policy.hash));
    if (kept === undefined) throw detailsNotFound();
    return { policyDocument: JSON.parse(kept.document) as JsonValue };
  },
});

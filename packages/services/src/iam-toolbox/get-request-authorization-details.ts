/** GetRequestAuthorizationDetails. Source: IAM Toolbox API Reference. */
import { anything, openPage, pageOf } from "@rolecall/operations";
import { iamToolbox } from "./define.ts";
import { evaluationShape, policyShapes } from "./evaluation-shape.ts";
import { findDenial } from "./find-denial.ts";
import { ownEvaluations, ownPolicies, ownRequestContext } from "./own-part.ts";

/** Pages of evaluations; the request's context and the policies stand on each. */
export const getRequestAuthorizationDetails = iamToolbox.read("GetRequestAuthorizationDetails", {
  on: anything,
  async perform({ call }) {
    const { authorizationId } = call.input;
    const { request, marks } = openPage(call, authorizationId);
    const denial = await findDenial(authorizationId, call);
    const numbered = ownEvaluations(denial).map((evaluation, index) => ({ evaluation, index }));
    const page = pageOf(numbered, ({ index }) => String(index).padStart(4, "0"), request);
    const policies = ownPolicies(denial);
    const ownUris = new Set(policies.map(({ uri }) => uri));
    return {
      requestContext: ownRequestContext(denial),
      evaluations: page.items.map(({ evaluation }) => evaluationShape(evaluation, denial, ownUris)),
      policies: policyShapes(policies),
      ...marks(page),
    };
  },
});

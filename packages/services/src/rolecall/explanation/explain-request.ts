/**
 * Why a request would be allowed or denied: the layers that it would be decided by, each policy as far as whoever asks may read it. Nothing
 * is decided here but by what decides requests.
 */
import { consultedSets, examine, type Requirement, refuseForbiddenSession } from "@rolecall/access";
import type { ExplainRequestRequest } from "@rolecall/contracts/rolecall";
import type { Call } from "@rolecall/operations";
import type { LayerName } from "@rolecall/policy";
import type { ReadTransaction } from "@rolecall/store";
import { rolecall } from "../define.ts";
import { invalidInput } from "../error.ts";
import { askedContext, listAskedContext, readGivenContext } from "./asked-context.ts";
import {
  type FoundPrincipal,
  findPrincipal,
  principalCaller,
  principalPermission,
} from "./asked-principal.ts";
import { findResource } from "./asked-resource.ts";
import { describePolicies } from "./described-policy.ts";
import { explainAsKnown } from "./explain-as-known.ts";
import { refuseTooMuch } from "./explanation-bounds.ts";
import { showKeys } from "./explanation-shape.ts";

type Asking = Call<ExplainRequestRequest, ReadTransaction>;

export const explainRequest = rolecall.read("ExplainRequest", {
  resolve(call) {
    // Credentials that may not call IAM learn nothing of it here either.
    refuseForbiddenSession(call.caller, "iam", "SimulatePrincipalPolicy");
    return findPrincipal(call, call.input.PrincipalArn);
  },
  requires: (_call, found): readonly Requirement[] => [
    { action: "iam:SimulatePrincipalPolicy", ...principalPermission(found) },
  ],
  perform: ({ call, target }) => explain(call, target),
});

async function explain(call: Asking, found: FoundPrincipal) {
  const { Action: action, Resource: resource, Context, ResourcePolicy: resourcePolicy } = call.input;
  if (resource !== "*" && !resource.startsWith("arn:"))
    throw invalidInput("Resource: It has to be an ARN, or * for what is about nothing in particular.");
  const given = readGivenContext(Context);
  const principal = principalCaller(found);
  const asked = await findResource(call, { action, resource, given, resourcePolicy, principal });
  const asking = { caller: principal, now: call.now, request: call.request };
  const ground = { tx: call.tx, directory: call.env.directory };
  const { permission, policies } = await examine(ground, asking, asked.requirement);
  refuseTooMuch(policies);
  const question = { ...permission.question, context: askedContext(given, permission.question.context) };
  const sets = consultedSets(permission, policies);
  const explanation = await explainAsKnown(call, {
    question,
    layers: permission.layers,
    sets,
    policies: await describePolicies(call, sets),
    notHeld: [...asked.notHeld, ...sessionLayers(found)],
    givenPolicy: resourcePolicy,
  });
  return { Explanation: explanation, Context: showKeys(listAskedContext(given, permission.facts)) };
}

/** What a session was given when it was made is in its token alone. */
function sessionLayers(found: FoundPrincipal): readonly LayerName[] {
  return found.kind === "role" && found.sessionName !== "" ? ["session"] : [];
}

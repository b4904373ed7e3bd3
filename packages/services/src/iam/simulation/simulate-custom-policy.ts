import type { SimulateCustomPolicyRequest } from "@rolecall/contracts/iam";
import { anything, type Call } from "@rolecall/operations";
import { compilePolicySet } from "@rolecall/policy";
import { iam } from "../define.ts";
import { iamError } from "../error.ts";
import { readContextEntries } from "./context-entries.ts";
import { givenPolicies } from "./given-policy.ts";
import { type OrganizationLayers, openScenario } from "./scenario.ts";
import { answerPage } from "./simulate-page.ts";
import { nobody, type SimulatedCaller, simulatedCaller } from "./simulated-caller.ts";
import { readAsked, readGiven, readOwner } from "./simulation-input.ts";

/** Root, five units, account. Source: IAM API Reference, SimulateCustomPolicy, "OrderedOrganizationPolicyInputList". */
const LEVELS_MAX = 7;

/**
 * Policies on trial, of nobody who is there.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html
 */
export const simulateCustomPolicy = iam.read("SimulateCustomPolicy", {
  on: anything,
  perform: async ({ call }) => {
    const { input } = call;
    const caller = callerOf(call);
    const asked = readAsked(input);
    const policies = readGiven(input);
    const organization = readLevels(input);
    const levels = organization?.serviceControl ?? [];
    const scenario = openScenario({
      caller,
      entries: readContextEntries(input.ContextEntries),
      policies,
      compiled: [...policies.map(({ policy }) => policy), ...levels.flatMap((level) => level.policies)],
      isBounded: (input.PermissionsBoundaryPolicyInputList ?? []).length > 0,
      organization,
      ownerId: readOwner(input),
    });
    return answerPage(call, scenario, asked);
  },
});

function callerOf({
  input,
  caller,
}: Pick<Call<SimulateCustomPolicyRequest, unknown>, "input" | "caller">): SimulatedCaller {
  const { CallerArn: arn, ResourcePolicy } = input;
  if (arn !== undefined) return simulatedCaller(arn);
  // The page says so; no words were recorded.
  if (ResourcePolicy !== undefined)
    throw iamError("InvalidInput", "CallerArn is required where there is a ResourcePolicy.");
  return nobody(caller.accountId);
}

/** From the root down. Of what is refused no words were recorded. */
function readLevels({
  OrderedOrganizationPolicyInputList: levels = [],
}: SimulateCustomPolicyRequest): OrganizationLayers | undefined {
  if (levels.length === 0) return undefined;
  if (levels.length > LEVELS_MAX)
    throw iamError("InvalidInput", `The list of organization policies cannot exceed ${LEVELS_MAX} items.`);
  const input = "ServiceControlPolicyInputList";
  const serviceControl = levels.map(({ [input]: texts = [] }, index) => {
    if (texts.length === 0)
      throw iamError(
        "InvalidInput",
        `Organization policy input list item ${index + 1} has no service control policy.`,
      );
    const policies = givenPolicies(texts, { input, kind: "serviceControl", layer: "identity" });
    return compilePolicySet(policies.map(({ policy }) => policy));
  });
  return { serviceControl };
}

import type { PolicySource, PrincipalPolicies } from "@rolecall/access";
import type { SimulatePrincipalPolicyRequest } from "@rolecall/contracts/iam";
import { formatArn } from "@rolecall/names";
import type { Call } from "@rolecall/operations";
import type { ReadTransaction } from "@rolecall/store";
import { iam } from "../define.ts";
import { readContextEntries } from "./context-entries.ts";
import { type PolicyHolder, policySource } from "./on-policy-source.ts";
import { type Exclusion, readExclusions } from "./policy-exclusion.ts";
import { policiesOf } from "./policy-source.ts";
import { levelsOver, type OrganizationLayers, openScenario } from "./scenario.ts";
import { answerPage } from "./simulate-page.ts";
import { type SimulatedCaller, simulatedCaller } from "./simulated-caller.ts";
import { readAsked, readGiven, readOwner } from "./simulation-input.ts";
import { attachedPolicies } from "./source-policy.ts";

type SimulationCall = Call<SimulatePrincipalPolicyRequest, ReadTransaction>;

/**
 * The policies of a user, group or role, with what limits them, on trial.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
 */
export const simulatePrincipalPolicy = iam.read("SimulatePrincipalPolicy", {
  on: policySource,
  perform: async ({ call, target }) => {
    const { input } = call;
    const asked = readAsked(input);
    const exclusion = readExclusions(input.PolicyExclusionList);
    const policies = await policiesOf(call, target.kind, target.record);
    const isBoundaryGiven = (input.PermissionsBoundaryPolicyInputList ?? []).length > 0;
    const sources = policies.sources.filter(
      (source) => !exclusion.excludes(source) && !(isBoundaryGiven && source.layer === "boundary"),
    );
    const given = readGiven(input);
    const scenario = openScenario({
      caller: callerOf(input, target),
      entries: readContextEntries(input.ContextEntries),
      policies: [...attachedPolicies(sources), ...given],
      compiled: given.map(({ policy }) => policy),
      isBounded: isBoundaryGiven || isBounded(policies, sources),
      organization: await organizationOf(call, exclusion),
      ownerId: readOwner(input),
    });
    return answerPage(call, scenario, asked);
  },
});

/** By whatever ids the resource's policy may name it. */
function callerOf(
  { CallerArn: arn }: SimulatePrincipalPolicyRequest,
  { kind, record }: PolicyHolder,
): SimulatedCaller {
  return arn === undefined ? simulatedCaller(formatArn(kind, record), record.id) : simulatedCaller(arn);
}

/** By a boundary that was not excluded; one that is gone, and so has no source, limits to nothing. */
function isBounded({ boundary, sources }: PrincipalPolicies, left: readonly PolicySource[]): boolean {
  const hasBoundary = (some: readonly PolicySource[]) => some.some(({ layer }) => layer === "boundary");
  return boundary !== undefined && (hasBoundary(left) || !hasBoundary(sources));
}

/** What the organization has put over the account; undefined where it is in none. */
async function organizationOf(
  { tx, env, caller }: SimulationCall,
  exclusion: Exclusion,
): Promise<OrganizationLayers | undefined> {
  const account = await env.directory.account(tx, caller.accountId);
  return account?.place && levelsOver(account.place, exclusion);
}

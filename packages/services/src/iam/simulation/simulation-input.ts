/** What SimulateCustomPolicy and SimulatePrincipalPolicy are both given. */
import type { SimulateCustomPolicyRequest } from "@rolecall/contracts/iam";
import { parseArn, splitArn } from "@rolecall/names";
import { iamError } from "../error.ts";
import { givenPolicies, givenResourcePolicy } from "./given-policy.ts";
import { checkResourceHandling } from "./resource-handling.ts";
import type { Asked } from "./simulate-page.ts";
import { invalidEntityArn } from "./simulated-caller.ts";
import type { SourcePolicy } from "./source-policy.ts";

/** The members that both have. */
type SimulationInput = Pick<
  SimulateCustomPolicyRequest,
  | "PermissionsBoundaryPolicyInputList"
  | "ActionNames"
  | "ResourceArns"
  | "ResourcePolicy"
  | "ResourceOwner"
  | "ResourceHandlingOption"
> & { readonly PolicyInputList?: readonly string[] | undefined };

/** Recorded: a policy of a resource may not be about `*`. */
const EVERYTHING = "*";

/**
 * The actions and resources that are asked about.
 * @throws InvalidInput where one is none, or the resource's policy is about none of them
 */
export function readAsked(input: SimulationInput): Asked {
  const { ActionNames: actions, ResourceArns, ResourceHandlingOption, ResourcePolicy } = input;
  const resources = ResourceArns === undefined || ResourceArns.length === 0 ? [EVERYTHING] : ResourceArns;
  if (actions.some((action) => !action.includes(":")))
    throw iamError("InvalidInput", "The action is invalid since it is missing names");
  for (const resource of resources)
    if (resource !== EVERYTHING && splitArn(resource) === undefined) throw invalidResource(resource);
  if (ResourcePolicy !== undefined && resources.includes(EVERYTHING)) throw invalidEntityArn(EVERYTHING);
  // Recorded: an option is looked at where resources are named.
  if (ResourceArns?.length) checkResourceHandling(ResourceHandlingOption, actions);
  return { actions, resources };
}

/**
 * The policies that the input gives. Of boundaries there is one at most.
 * @throws InvalidInput where one does not parse
 */
export function readGiven(input: SimulationInput): readonly SourcePolicy[] {
  const { PermissionsBoundaryPolicyInputList: boundaries, ResourcePolicy } = input;
  if (boundaries !== undefined && boundaries.length > 1)
    throw iamError("InvalidInput", "The list of Permissions Boundary policies cannot exceed 1 items.");
  return [
    ...givenPolicies(input.PolicyInputList, {
      input: "PolicyInputList",
      kind: "identity",
      layer: "identity",
    }),
    ...givenPolicies(boundaries, {
      input: "PermissionsBoundaryPolicyInputList",
      kind: "boundary",
      layer: "boundary",
    }),
    ...(ResourcePolicy === undefined ? [] : [readResourcePolicy(ResourcePolicy)]),
  ];
}

function readResourcePolicy(text: string): SourcePolicy {
  const source = givenResourcePolicy(text);
  const isAboutEverything = source.policy.policy.statements.some(({ resource }) =>
    resource?.values.includes(EVERYTHING),
  );
  if (isAboutEverything) throw invalidResource(EVERYTHING);
  return source;
}

/** The account of who has the resources. @throws InvalidInput where the text is no ARN of IAM's with an account */
export function readOwner({ ResourceOwner: arn }: SimulationInput): string | undefined {
  if (arn === undefined) return undefined;
  const owner = (["root", "user", "role", "group"] as const).map((form) => parseArn(form, arn)).find(Boolean);
  if (owner === undefined) throw invalidEntityArn(arn);
  return owner.accountId;
}

function invalidResource(resource: string): Error {
  return iamError("InvalidInput", `ResourceNames are not in a valid ARN format: ${resource}.`);
}

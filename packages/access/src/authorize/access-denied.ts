import { accessDeniedMessage, type Decision } from "@rolecall/policy";
import type { Caller } from "../caller/caller.ts";
import type { AskedPermission } from "./asked-permission.ts";
import type { ConsultedPolicy } from "./consulted-policies.ts";

/** What was asked, of which policies, and what they said. */
export interface Denial extends Omit<AskedPermission, "facts"> {
  readonly decision: Decision;
  /** How AWS names the resource where it does not show the ARN: `role Deployer`. */
  readonly resourceName?: string | undefined;
  /** The action that AWS tells where another was asked about. */
  readonly actionName?: string | undefined;
  /** All that AWS says, where that tells no action. */
  readonly deniedAs?: string | undefined;
  /** The caller's account and the resource's are in one organization: AWS gives its reason then across accounts too. */
  readonly isWithinOrganization: boolean;
  readonly caller: Caller;
  /** All that the request needs, in order: also those before and behind the one that was denied. */
  readonly permissions: readonly AskedPermission[];
  /** Every policy that could have had a say, as it was then. */
  readonly policies: readonly ConsultedPolicy[];
}

/** Policies did not allow what was asked. The message is AWS's; the denial itself is kept for who wants to know why. */
export class AccessDenied extends Error {
  /** As in the Query protocol; other protocols have other names for it. */
  readonly code = "AccessDenied";
  readonly denial: Denial;
  constructor(denial: Denial) {
    super(denialMessage(denial));
    this.name = "AccessDenied";
    this.denial = denial;
  }
}

/** @param policyArn the managed policy that denied explicitly; AWS tells it where it tells the reason. */
export function denialMessage(
  { question, decision, resourceName, actionName, deniedAs, isWithinOrganization }: Denial,
  policyArn?: string,
): string {
  if (deniedAs !== undefined) return deniedAs;
  const named = {
    ...question,
    resource: resourceName ?? question.resource,
    action: actionName ?? question.action,
  };
  return accessDeniedMessage(named, decision, {
    sameOrganization: isWithinOrganization,
    ...(policyArn !== undefined && { policyArn }),
  });
}

import { type AccountPlace, isUnrestricted } from "@rolecall/access";
import { isAccountId, splitArn } from "@rolecall/names";
import {
  type CompiledPolicy,
  type CompiledPolicySet,
  type ContextValue,
  compilePolicy,
  compilePolicySet,
  contextKeys,
  type PolicyLayers,
  parsePolicy,
  type RequestContext,
} from "@rolecall/policy";
import type { SimulatedCaller } from "./simulated-caller.ts";
import type { SourceLayer, SourcePolicy } from "./source-policy.ts";

/** What an organization has put over who asks, and over what its account has. */
export type OrganizationLayers = Pick<PolicyLayers, "serviceControl" | "resourceControl">;

/** What is simulated, whatever the actions and resources are. */
export interface ScenarioParts {
  readonly caller: SimulatedCaller;
  /** The keys that the input gives, by lower-case name. */
  readonly entries: ReadonlyMap<string, ContextValue>;
  readonly policies: readonly SourcePolicy[];
  /** Of all policies those that were compiled for this call alone. */
  readonly compiled: readonly CompiledPolicy[];
  /** A boundary that is gone limits to nothing. */
  readonly isBounded: boolean;
  /** Absent for who is in no organization. */
  readonly organization: OrganizationLayers | undefined;
  /** Whose the resources are that do not say it themselves; the caller's account where absent. */
  readonly ownerId: string | undefined;
}

/**
 * A scenario with its policies put together. Sets are its own: what is asked on trial must not drive out what sets that real
 * requests are put to have worked out.
 */
export interface Scenario {
  readonly caller: SimulatedCaller;
  readonly policies: readonly SourcePolicy[];
  readonly compiled: readonly CompiledPolicy[];
  readonly context: RequestContext;
  readonly own: PolicyLayers;
  readonly isInOrganization: boolean;
  /** The account of the resource's policy, where it is another's than the caller's. */
  readonly otherOwnerId: string | undefined;
  /** The organization's, whose statements are not shown. */
  readonly organizationPolicies: readonly CompiledPolicy[];
  /** The keys of which the policies speak and that the input does not give. */
  readonly missingKeys: readonly string[];
  /** The organization's layers, as far as they apply to an action and a resource. */
  organizationOver(action: string, resource: string): OrganizationLayers;
}

export function openScenario(parts: ScenarioParts): Scenario {
  const { caller, entries, policies, compiled, isBounded, organization, ownerId = caller.accountId } = parts;
  const setOf = (layer: SourceLayer) =>
    compilePolicySet(policies.filter((source) => source.layer === layer).map(({ policy }) => policy));
  const hasResource = policies.some(({ layer }) => layer === "resource");
  const levels = { ...organization };
  return {
    caller,
    policies,
    compiled,
    context: contextOf(caller, entries),
    own: {
      identity: setOf("identity"),
      ...(isBounded && { boundary: setOf("boundary") }),
      ...(hasResource && { resource: setOf("resource") }),
    },
    isInOrganization: organization !== undefined,
    otherOwnerId: hasResource && ownerId !== caller.accountId ? ownerId : undefined,
    organizationPolicies: Object.values(levels).flatMap((sets) => sets.flatMap((set) => set.policies)),
    missingKeys: missingKeys(policies, entries),
    organizationOver: (action, resource) => ({
      ...(levels.serviceControl && !isUnrestricted(action) && { serviceControl: levels.serviceControl }),
      ...(levels.resourceControl &&
        (accountOf(resource) ?? ownerId) === caller.accountId && { resourceControl: levels.resourceControl }),
    }),
  };
}

/** What the input gives counts before what the caller does. */
function contextOf({ context }: SimulatedCaller, entries: ReadonlyMap<string, ContextValue>): RequestContext {
  return new Map<string, ContextValue>([...context, ...entries]);
}

/** Recorded: those that AWS fills from the caller count as missing too. */
function missingKeys(
  policies: readonly SourcePolicy[],
  entries: ReadonlyMap<string, ContextValue>,
): readonly string[] {
  const keys = new Set(policies.flatMap(({ policy }) => contextKeys(policy.policy)));
  return [...keys].filter((key) => !entries.has(key.toLowerCase()));
}

/** The account that an ARN itself names. */
function accountOf(resource: string): string | undefined {
  const account = splitArn(resource)?.account ?? "";
  return isAccountId(account) ? account : undefined;
}

/** The levels over an account, as sets of this scenario. */
export function levelsOver(
  { serviceControl, resourceControl }: Pick<AccountPlace, "serviceControl" | "resourceControl">,
  without: { readonly serviceControl: boolean; readonly resourceControl: boolean },
): OrganizationLayers {
  return {
    ...(serviceControl && !without.serviceControl && { serviceControl: serviceControl.sets.map(ownSet) }),
    ...(resourceControl && !without.resourceControl && { resourceControl: resourceControl.sets.map(ownSet) }),
  };
}

function ownSet({ policies }: CompiledPolicySet): CompiledPolicySet {
  return compilePolicySet(policies);
}

/** In the place of policies of which is asked what the others say. */
export const ALLOW_ALL: CompiledPolicySet = allowAll();

function allowAll(): CompiledPolicySet {
  const text = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';
  const parsed = parsePolicy(text, "identity");
  if (!parsed.ok) throw new Error("A policy that allows everything does not parse.");
  return compilePolicySet([compilePolicy(parsed.policy)]);
}

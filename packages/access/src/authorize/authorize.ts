import { AWS_ACCOUNT } from "@rolecall/names";
import {
  type AuthorizationRequest,
  type Decision,
  decide,
  decideInPart,
  type PartialDecision,
  type PartialRequest,
  type PolicyLayers,
  UNKNOWN,
} from "@rolecall/policy";
import type { EpochMilliseconds, ReadTransaction } from "@rolecall/store";
import type { Caller } from "../caller/caller.ts";
import type { Directory } from "../directory/directory.ts";
import type { AccountPlace, DirectoryAccount } from "../guardrails/account-place.ts";
import { AccessDenied } from "./access-denied.ts";
import type { AskedPermission } from "./asked-permission.ts";
import { type ConditionFacts, conditionContext, resourceAccountId } from "./condition-context.ts";
import { type ConsultedPolicy, consultedPolicies } from "./consulted-policies.ts";
import { withAllGuardrails, withGuardrails } from "./guardrail-layers.ts";
import { type Standing, standingOf } from "./policy-layers.ts";
import type { RequestFacts } from "./request-facts.ts";
import type { Requirement } from "./requirement.ts";
import { isWithinReach } from "./service-reach.ts";

/** Who asks, when and from where; what authorization needs to know besides the requirement. */
export interface Asking {
  readonly caller: Caller;
  readonly now: EpochMilliseconds;
  readonly request: RequestFacts;
}

/** Where what is decided by comes from. */
interface Ground {
  readonly tx: ReadTransaction;
  readonly directory: Directory;
}

/**
 * Grants or refuses. Every requirement must be allowed; the first that is not names the denial.
 * @throws AccessDenied with AWS's message and the decision; AuthenticationError where the principal is gone.
 */
export async function authorize(
  ground: Ground,
  asking: Asking,
  requirements: readonly Requirement[],
): Promise<void> {
  if (requirements.length === 0) return;
  const standing = await standingOf(ground.tx, asking.caller, ground.directory);
  for (const requirement of requirements) {
    const found = resourceAccount(ground, standing, requirement);
    const account = found instanceof Promise ? await found : found;
    if (isAllowed(asking, standing, { requirement, resourcePlace: account?.place })) continue;
    throw await denied(ground, { asking, standing, requirements, requirement });
  }
}

/**
 * What else the caller may do, each by itself, where an operation shows more to who may see more. Nothing is thrown for what is
 * refused: there is the denial that asking for it alone would come to, at the same place.
 * @throws AuthenticationError where the principal is gone.
 */
export async function refusals(
  ground: Ground,
  asking: Asking,
  requirements: readonly Requirement[],
): Promise<readonly (AccessDenied | undefined)[]> {
  const standing = await standingOf(ground.tx, asking.caller, ground.directory);
  const found: (AccessDenied | undefined)[] = [];
  for (const requirement of requirements) {
    const account = await resourceAccount(ground, standing, requirement);
    const isGiven = isAllowed(asking, standing, { requirement, resourcePlace: account?.place });
    const denying = { asking, standing, requirements: [requirement], requirement };
    found.push(isGiven ? undefined : await denied(ground, denying));
  }
  return found;
}

/**
 * The same of many things at once, for who needs no reasons: whether each is allowed.
 * @throws AuthenticationError where the principal is gone.
 */
export async function permitted(
  ground: Ground,
  asking: Asking,
  requirements: readonly Requirement[],
): Promise<readonly boolean[]> {
  const standing = await standingOf(ground.tx, asking.caller, ground.directory);
  const found: boolean[] = [];
  for (const requirement of requirements) {
    const account = resourceAccount(ground, standing, requirement);
    const resourcePlace = (account instanceof Promise ? await account : account)?.place;
    found.push(isAllowed(asking, standing, { requirement, resourcePlace }));
  }
  return found;
}

/** Keys that are about the one thing, whichever it is. */
const OF_THE_THING = /^(?:aws|iam):resourcetag\//;

/**
 * Whether something may be done with every thing of a kind, whatever it is called and however it is tagged, with none, or whether that depends
 * on the thing: what one may do with all of them at once may still be denied of one.
 * @param requirement on all of the kind: an ARN that ends with `*`, which stands for what is unknown
 * @throws AuthenticationError where the principal is gone.
 */
export async function foreseeOfEach(
  ground: Ground,
  asking: Asking,
  requirement: Requirement,
): Promise<PartialDecision> {
  const standing = await standingOf(ground.tx, asking.caller, ground.directory);
  const account = await resourceAccount(ground, standing, requirement);
  const facts = factsOf(asking, standing, { requirement, resourcePlace: account?.place });
  const question = questionOf(facts);
  const { context } = question;
  const inPart: PartialRequest = {
    ...question,
    resource: [question.resource.replace(/\*$/, ""), UNKNOWN],
    context: { get: (key: string) => (OF_THE_THING.test(key) ? UNKNOWN : context.get(key)) },
  };
  return decideInPart(inPart, withGuardrails(ownLayers(standing, facts), facts.places, question.action));
}

function isAllowed(asking: Asking, standing: Standing, subject: Subject): boolean {
  const facts = factsOf(asking, standing, subject);
  const question = questionOf(facts);
  const layers = withGuardrails(ownLayers(standing, facts), facts.places, question.action);
  return decide(question, layers).decision === "allowed";
}

/**
 * What the answer would be, for a service that has something to say itself where policies do not allow.
 * @throws AuthenticationError where the principal is gone.
 */
export async function foresee(ground: Ground, asking: Asking, requirement: Requirement): Promise<Decision> {
  const standing = await standingOf(ground.tx, asking.caller, ground.directory);
  const account = await resourceAccount(ground, standing, requirement);
  const subject = { requirement, resourcePlace: account?.place };
  const { question, layers } = askedPermission(asking, standing, subject);
  return told(decide(question, layers));
}

/** A permission that somebody would need, and every policy that would have a say in it. */
export interface Examined {
  readonly permission: AskedPermission;
  readonly policies: readonly ConsultedPolicy[];
  /** As a denial tells it. */
  readonly decision: Decision;
  /** Who asks, and what is asked for, are in one organization. */
  readonly isWithinOrganization: boolean;
}

/**
 * The same of a request that nobody has made, for who wants to know why: every layer, and every policy with where it stands.
 * @throws AuthenticationError where the principal is gone.
 */
export async function examine(ground: Ground, asking: Asking, requirement: Requirement): Promise<Examined> {
  const standing = await standingOf(ground.tx, asking.caller, ground.directory);
  const account = await resourceAccount(ground, standing, requirement);
  const permission = askedPermission(asking, standing, { requirement, resourcePlace: account?.place });
  const { caller } = asking;
  const policies = await consultedPolicies(ground, { caller, standing, permissions: [permission] });
  const decision = told(decide(permission.question, permission.layers));
  return { permission, policies, decision, isWithinOrganization: isWithinOrganization(permission) };
}

function isWithinOrganization({ facts }: AskedPermission): boolean {
  const { principalPlace, resourcePlace } = facts.places;
  return principalPlace !== undefined && principalPlace.organizationId === resourcePlace?.organizationId;
}

/** The account that a resource is in; at once where the directory has it. Undefined for AWS's own, and where there is none. */
function resourceAccount(
  { tx, directory }: Ground,
  { account }: Standing,
  { resourceAccountId: id }: Requirement,
): DirectoryAccount | undefined | Promise<DirectoryAccount | undefined> {
  if (id === undefined || id === account?.id) return account;
  return id === AWS_ACCOUNT ? undefined : (directory.peekAccount(id) ?? directory.account(tx, id));
}

/** What a requirement is about. */
interface Subject {
  readonly requirement: Requirement;
  readonly resourcePlace: AccountPlace | undefined;
}

function factsOf(
  { caller, request, now }: Asking,
  { principalTags, account, sourceAccount }: Standing,
  { requirement, resourcePlace }: Subject,
): ConditionFacts {
  const places = { principalPlace: account?.place, resourcePlace, sourcePlace: sourceAccount?.place };
  return { caller, request, now, requirement, principalTags, places };
}

function questionOf(facts: ConditionFacts): AuthorizationRequest {
  const { caller, requirement } = facts;
  return {
    principal: caller.principal,
    action: requirement.action,
    resource: requirement.resource,
    resourceAccountId: resourceAccountId(requirement, caller),
    context: conditionContext(facts),
  };
}

/** The layers of the caller and of the resource themselves. */
function ownLayers({ layers, reach }: Standing, { requirement, places }: ConditionFacts): PolicyLayers {
  const { resourcePolicy, resourceAccountId } = requirement;
  if (resourcePolicy === undefined) return layers;
  if (!isWithinReach(reach, resourceAccountId, places.resourcePlace?.organizationId)) return layers;
  return { ...layers, resource: resourcePolicy.set, resourcePolicyRequired: resourcePolicy.required };
}

/** What a session was delegated for is a session policy to whoever is told of it. */
function told(decision: Decision): Decision {
  return decision.layer === "endpoint" ? { ...decision, layer: "session" } : decision;
}

interface Denying {
  readonly asking: Asking;
  readonly standing: Standing;
  readonly requirements: readonly Requirement[];
  /** The first that was not given. */
  readonly requirement: Requirement;
}

/** The same questions once more, for who wants to know why: of what was allowed nothing is kept. */
async function denied(
  ground: Ground,
  { asking, standing, requirements, requirement }: Denying,
): Promise<AccessDenied> {
  const { caller } = asking;
  const permissions: AskedPermission[] = [];
  for (const each of requirements) {
    const account = await resourceAccount(ground, standing, each);
    permissions.push(askedPermission(asking, standing, { requirement: each, resourcePlace: account?.place }));
  }
  const policies = await consultedPolicies(ground, { caller, standing, permissions });
  const permission = permissions[requirements.indexOf(requirement)]!;
  const { question, layers } = permission;
  return new AccessDenied({
    question,
    layers,
    decision: told(decide(question, layers)),
    resourceName: requirement.resourceName,
    actionName: requirement.actionName,
    deniedAs: requirement.deniedAs,
    isWithinOrganization: isWithinOrganization(permission),
    caller,
    permissions,
    policies,
  });
}

function askedPermission(asking: Asking, standing: Standing, subject: Subject): AskedPermission {
  const facts = factsOf(asking, standing, subject);
  const question = questionOf(facts);
  const own = ownLayers(standing, facts);
  return { question, layers: withAllGuardrails(own, facts.places, question.action), facts };
}

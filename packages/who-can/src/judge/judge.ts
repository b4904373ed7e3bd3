/** Whether somebody may do one thing: the engine's decision, as far as what is known goes. */
import {
  type CompiledPolicySet,
  compilePolicy,
  compilePolicySet,
  decideInPart,
  type PartialDecision,
  type PolicyLayers,
} from "@rolecall/policy";
import type { InstallationIndex } from "../installation/installation-index.ts";
import { isTold } from "../installation/installation-index.ts";
import { type Actor, type Origin, principalOf } from "./actor.ts";
import { type ConditionFacts, conditionFacts } from "./condition-facts.ts";
import { type Judgement, OPEN } from "./judgement.ts";
import type { Subject } from "./subject.ts";

/** What all questions of one answer have in common. */
export interface Inquest {
  readonly index: InstallationIndex;
  /** Milliseconds since 1970: when sessions begin. */
  readonly now: number;
  /** Counts what is asked of the engine, and what of it holds for nobody else, however alike. */
  readonly work: { decisions: number; personal: number };
}

/** The policies of somebody's own. */
interface OwnPolicies {
  readonly identity?: CompiledPolicySet;
  readonly boundary?: CompiledPolicySet;
}

/** Asks about one thing again and again: of those who are alike one is asked about. */
export class Judge {
  readonly subject: Subject;
  readonly #inquest: Inquest;
  /** By origin, and number of those who are alike; null where nothing grants it. */
  readonly #known: Readonly<Record<Origin, Map<number, Judgement | null>>> = {
    user: new Map(),
    session: new Map(),
    token: new Map(),
    any: new Map(),
  };

  constructor(subject: Subject, inquest: Inquest) {
    this.subject = subject;
    this.#inquest = inquest;
  }

  /** @returns undefined where nothing grants it */
  ask(actor: Actor): Judgement | undefined {
    const { node, origin, sessionName, session } = actor;
    const isAmongOthers = node.kind === "user" || node.kind === "role";
    if (
      !isAmongOthers ||
      sessionName !== undefined ||
      session !== undefined ||
      isTold(this.subject.trusted, node)
    )
      return this.#decide(actor)[0];
    const ofOrigin = this.#known[origin];
    const known = ofOrigin.get(node.alike);
    if (known !== undefined) return known ?? undefined;
    const [judgement, wasPersonal] = this.#decide(actor);
    if (!wasPersonal) ofOrigin.set(node.alike, judgement ?? null);
    return judgement;
  }

  /** As if these were the policies that it has. */
  askWith(actor: Actor, own: OwnPolicies): Judgement | undefined {
    return this.#decide(actor, own)[0];
  }

  #decide(actor: Actor, own: OwnPolicies = ownPolicies(actor)): readonly [Judgement | undefined, boolean] {
    const { subject } = this;
    const facts = conditionFacts({ actor, subject, now: this.#inquest.now });
    const layers = this.#layers(actor, own);
    const decision = this.#ask(actor, facts, layers);
    if (facts.wasPersonal) this.#inquest.work.personal += 1;
    return [this.#judge(decision, () => this.#isGranted(actor, facts, layers)), facts.wasPersonal];
  }

  #judge(
    { outcome, kind, layer, unknown }: PartialDecision,
    isGranted: () => boolean,
  ): Judgement | undefined {
    if (outcome === "allowed") return OPEN;
    if (outcome === "depends") return { state: "needs", needs: unknown };
    const isUngranted = kind === "implicitDeny" && (layer === "identity" || layer === "resource");
    if (isUngranted || !isGranted()) return undefined;
    return { state: "stopped", needs: [], stoppedBy: layer };
  }

  #ask(actor: Actor, context: ConditionFacts, layers: PolicyLayers): PartialDecision {
    const { action, resource, accountId } = this.subject;
    const { node } = actor;
    this.#inquest.work.decisions += 1;
    // Of whom nothing is known nobody is taken to own anything.
    const resourceAccountId = accountId ?? ("account" in node ? node.account.id : "nobody's");
    return decideInPart(
      { principal: principalOf(actor), action, resource, resourceAccountId, context },
      layers,
    );
  }

  /** Whether it might be allowed if nothing were in the way: else there is no way that could be stopped. */
  #isGranted(
    actor: Actor,
    facts: ConditionFacts,
    { identity, resource, resourcePolicyRequired }: PolicyLayers,
  ) {
    const layers = {
      ...(identity !== undefined && { identity: grantsOf(identity) }),
      ...(resource !== undefined && { resource: grantsOf(resource) }),
      ...(resourcePolicyRequired !== undefined && { resourcePolicyRequired }),
    };
    return this.#ask(actor, facts, layers).outcome !== "denied";
  }

  #layers({ node, session }: Actor, { identity, boundary }: OwnPolicies): PolicyLayers {
    const { subject } = this;
    const { action, policy, policyRequired } = subject;
    const principalAccount = "account" in node ? node.account : undefined;
    const account = subject.accountId === undefined ? principalAccount : subject.account;
    const { isUnrestricted } = this.#inquest.index.installation;
    const overPrincipal = isUnrestricted?.(action) ? undefined : principalAccount?.place?.serviceControl;
    const serviceControl = overPrincipal?.about(action);
    const resourceControl = account?.place?.resourceControl?.about(action);
    const isInReach = node.kind !== "service" || this.#isInReach(node.name);
    return {
      ...(identity !== undefined && { identity }),
      ...(boundary !== undefined && { boundary }),
      ...(session !== undefined && { session }),
      ...(serviceControl !== undefined && { serviceControl }),
      ...(resourceControl !== undefined && { resourceControl }),
      ...(policy !== undefined && isInReach && { resource: policy }),
      ...(policyRequired && { resourcePolicyRequired: true }),
    };
  }

  /** Whoever trusts a name where the service of that name may not act means another's. */
  #isInReach(service: string): boolean {
    const { accountId, account } = this.subject;
    const reach = this.#inquest.index.installation.serviceReach?.get(service);
    if (reach === undefined || reach.accountId === accountId) return true;
    return reach.organizationId !== undefined && reach.organizationId === account?.place?.organizationId;
  }
}

function ownPolicies({ node }: Actor): OwnPolicies {
  switch (node.kind) {
    case "user":
      return node.user;
    case "role":
      return node.role;
    // Whoever manages another account says who of it may do what.
    case "account":
    case "outsider":
    case "everyone":
      return { identity: EVERYTHING };
    default:
      return {};
  }
}

export const EVERYTHING: CompiledPolicySet = everything();

function everything(): CompiledPolicySet {
  const span = { start: 0, end: 0 };
  const all = { negated: false, values: ["*"], span };
  const statement = { index: 0, effect: "Allow", action: all, resource: all, conditions: [], span } as const;
  const policy = { kind: "identity", version: "2012-10-17", statements: [statement] } as const;
  return compilePolicySet([compilePolicy(policy)]);
}

const grants = new WeakMap<CompiledPolicySet, CompiledPolicySet>();

/** What a set allows, without what it denies. */
function grantsOf(set: CompiledPolicySet): CompiledPolicySet {
  const known = grants.get(set);
  if (known !== undefined) return known;
  const policies = set.policies.map(({ policy }) =>
    compilePolicy({ ...policy, statements: policy.statements.filter(({ effect }) => effect === "Allow") }),
  );
  const allowing = compilePolicySet(policies);
  grants.set(set, allowing);
  return allowing;
}

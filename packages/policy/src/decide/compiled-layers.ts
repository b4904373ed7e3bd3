import type { ActionPlan } from "../compile/action-plan.ts";
import type { CompiledPolicySet } from "../compile/policy-set.ts";
import { RecentMap } from "../compile/recent-map.ts";
import type { Verdict } from "../compile/verdict.ts";
import type { AuthorizationRequest } from "../request/request.ts";
import type { AskedLayers, AskedResource } from "./asked-layers.ts";
import type { PolicyLayers } from "./layers.ts";

/** How many actions, in the spelling of the requests, layers remember. */
const ACTIONS_MAX = 1024;

/**
 * Layers that are asked about often: an action is looked up once for all of them, and levels that allow all of it are
 * not asked.
 */
export class CompiledLayers {
  readonly layers: PolicyLayers;
  /** Made on first use: of many principals few ask. */
  private known: RecentMap<string, AskedLayers> | undefined;

  constructor(layers: PolicyLayers) {
    this.layers = layers;
  }

  /** What the layers say about an action. */
  about(action: string): AskedLayers {
    return this.known?.get(action) ?? this.learn(action);
  }

  private learn(action: string): AskedLayers {
    const { resourceControl, serviceControl, resource, session, ...rest } = this.layers;
    const plan = (set: CompiledPolicySet) => set.planFor(action);
    const limits = (levels: readonly CompiledPolicySet[] | undefined) =>
      levels?.map(plan).filter(({ alwaysAllows }) => !alwaysAllows);
    const asked: AskedLayers = {
      resourceControl: limits(resourceControl),
      serviceControl: limits(serviceControl),
      resource: resource && new ResourcePlan(resource, action),
      resourcePolicyRequired: rest.resourcePolicyRequired,
      identity: rest.identity && plan(rest.identity),
      boundary: rest.boundary && plan(rest.boundary),
      // A federated user is denied where there is none, so that none may be left out.
      session: session?.map(plan),
      endpoint: rest.endpoint && plan(rest.endpoint),
    };
    this.known ??= new RecentMap(ACTIONS_MAX);
    this.known.set(action, asked);
    return asked;
  }
}

/** Puts layers together; cheap, since what is known about an action is worked out when it is first asked for. */
export function compileLayers(layers: PolicyLayers): CompiledLayers {
  return new CompiledLayers(layers);
}

class ResourcePlan implements AskedResource {
  readonly forBounded: ActionPlan;
  private readonly plan: ActionPlan;

  constructor(resource: CompiledPolicySet, action: string) {
    this.plan = resource.planFor(action);
    this.forBounded = resource.forBounded.planFor(action);
  }

  ask(request: AuthorizationRequest): Verdict {
    return this.plan.ask(request);
  }
}

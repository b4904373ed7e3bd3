/** A whole case: the policies of every layer and the requests that are asked of them. */
import fc from "fast-check";
import type { AuthorizationRequest } from "../../src/request/request.ts";
import { context } from "./condition.ts";
import { actions, policySet, resource, type WrittenPolicy } from "./policy.ts";
import { principal } from "./principal.ts";
import { accountIds } from "./texts.ts";

export interface WrittenLayers {
  readonly resourceControl?: readonly (readonly WrittenPolicy[])[];
  readonly serviceControl?: readonly (readonly WrittenPolicy[])[];
  readonly resource?: readonly WrittenPolicy[];
  readonly resourcePolicyRequired?: boolean;
  readonly identity?: readonly WrittenPolicy[];
  readonly boundary?: readonly WrittenPolicy[];
  readonly session?: readonly (readonly WrittenPolicy[])[];
  readonly endpoint?: readonly WrittenPolicy[];
}

export interface Scenario {
  readonly layers: WrittenLayers;
  readonly request: AuthorizationRequest;
}

/** Several requests to the same policies, one after the other: what the engine remembers of one must not harm the next. */
export interface ScenarioSeries {
  readonly layers: WrittenLayers;
  readonly requests: readonly AuthorizationRequest[];
}

/** Most requests stay within their principal's account. */
const request: fc.Arbitrary<AuthorizationRequest> = principal.chain((who) =>
  fc.record({
    principal: fc.constant(who),
    action: fc.constantFrom(...actions),
    resource,
    resourceAccountId: fc.oneof(
      { arbitrary: fc.constant("accountId" in who ? who.accountId : accountIds[0]), weight: 4 },
      { arbitrary: fc.constantFrom(...accountIds), weight: 1 },
    ),
    context,
  }),
);

const levels = (options: { readonly principals: boolean; readonly open: number }) =>
  fc.array(policySet(options), { maxLength: 3 });

/** Every other layer is absent in half of the cases, so that a decision depends on few of them. */
const sometimes = <Value>(arbitrary: fc.Arbitrary<Value>) =>
  fc.option(arbitrary, { nil: undefined, freq: 2 });
const mostly = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined, freq: 5 });

const layers: fc.Arbitrary<WrittenLayers> = fc
  .record({
    resourceControl: sometimes(levels({ principals: true, open: 8 })),
    serviceControl: sometimes(levels({ principals: false, open: 8 })),
    resource: mostly(policySet({ principals: true, open: 1 })),
    resourcePolicyRequired: sometimes(fc.boolean()),
    identity: mostly(policySet({ principals: false, open: 4 })),
    boundary: sometimes(policySet({ principals: false, open: 6 })),
    session: sometimes(levels({ principals: false, open: 6 })),
    endpoint: sometimes(policySet({ principals: true, open: 8 })),
  })
  .map(
    (all) =>
      Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as WrittenLayers,
  );

export const scenarioSeries: fc.Arbitrary<ScenarioSeries> = fc.record({
  layers,
  requests: fc.array(request, { minLength: 1, maxLength: 4 }),
});

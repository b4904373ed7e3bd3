import { type CompiledPolicy, compilePolicy } from "../compile/compile-policy.ts";
import { type CompiledPolicySet, compilePolicySet } from "../compile/policy-set.ts";
import { decide } from "../decide/decide.ts";
import type { Decision, PolicyLayers } from "../decide/layers.ts";
import type { Policy, Statement } from "../document/policy.ts";
import type { AuthorizationRequest } from "../request/request.ts";
import { compileAddedStatement, makeAddedStatement } from "./added-statement.ts";
import type { Addition, LayerExplanation, StatementExplanation } from "./explanation.ts";
import { findEscapes } from "./find-escapes.ts";
import { setsOf, withSet } from "./layer-sets.ts";

/** Each step settles one layer, and some layers come up twice: for a deny, then for a missing allow. */
const STEPS_MAX = 20;

/**
 * The changes that would allow a request, found by making them: the layer that decided is changed and asked again, until
 * the request is allowed. Nothing is proposed that is not needed.
 */
export function findAdditions(
  request: AuthorizationRequest,
  layers: PolicyLayers,
  explainLayers: (layers: PolicyLayers) => readonly LayerExplanation[],
): readonly Addition[] {
  const additions: Addition[] = [];
  let changed = layers;
  for (let step = 0; step < STEPS_MAX; step++) {
    const decision = decide(request, changed);
    if (decision.decision === "allowed") return withEscapes(additions, request, layers);
    for (const addition of proposeFor(decision, request, changed, explainLayers(changed))) {
      additions.push(addition);
      changed = applyAddition(changed, addition);
    }
  }
  return additions;
}

/** Each change with those of the request that would do instead of it, with all other changes made. */
function withEscapes(
  additions: readonly Addition[],
  request: AuthorizationRequest,
  layers: PolicyLayers,
): readonly Addition[] {
  return additions.map((addition) => {
    const others = additions.filter((each) => each !== addition).reduce(applyAddition, layers);
    const policies = setsOf(layers, addition.layer)[addition.level]?.policies ?? [];
    const told = addition.kind === "liftDeny" ? addition.statements : addition.almost;
    const conditional = told.map(({ statement, policyIndex }) => ({
      statement,
      policy: policies[policyIndex],
    }));
    return { ...addition, escapes: findEscapes(request, others, conditional) };
  });
}

function proposeFor(
  { decision, layer }: Decision,
  request: AuthorizationRequest,
  layers: PolicyLayers,
  explained: readonly LayerExplanation[],
): readonly Addition[] {
  const own = explained.filter((each) => each.layer === layer);
  if (decision === "explicitDeny") {
    return own.filter((each) => each.verdict === "denies").map((each) => liftDeny(each));
  }
  const statement = makeAddedStatement(request, layers, layer);
  const silent = own.filter((each) => each.verdict === "silent" || each.verdict === "unknown");
  // A federated user's session without any session policy: there is no set yet to which to add.
  const places =
    silent.length > 0 ? silent : [{ layer, level: setsOf(layers, layer).length, statements: [] }];
  return places.map(({ level, statements }) => ({
    kind: "addStatement",
    layer,
    level,
    statement,
    almost: statements.filter(isAlmost),
    escapes: [],
  }));
}

function liftDeny({ layer, level, statements }: LayerExplanation): Addition {
  const matched = statements.filter((each) => each.matched && each.statement.effect === "Deny");
  return { kind: "liftDeny", layer, level, statements: matched, escapes: [] };
}

function isAlmost({ statement, mismatch }: StatementExplanation): boolean {
  return statement.effect === "Allow" && mismatch?.element === "Condition";
}

/** The layers as they would be after the change. */
export function applyAddition(layers: PolicyLayers, addition: Addition): PolicyLayers {
  const policies = setsOf(layers, addition.layer)[addition.level]?.policies ?? [];
  return withSet(layers, addition, changePolicies(policies, addition));
}

function changePolicies(policies: readonly CompiledPolicy[], addition: Addition): CompiledPolicySet {
  if (addition.kind === "addStatement") {
    return compilePolicySet([...policies, compileAddedStatement(addition.statement)]);
  }
  const lifted = new Set(addition.statements.map((each) => each.statement));
  return compilePolicySet(policies.map(({ policy }) => compilePolicy(without(policy, lifted))));
}

function without(policy: Policy, lifted: ReadonlySet<Statement>): Policy {
  return { ...policy, statements: policy.statements.filter((statement) => !lifted.has(statement)) };
}

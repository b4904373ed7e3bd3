/** A denial as it is kept, put together once more: the same question, of the same policies in the same sets. */
import { type ConsultedPolicy, type ConsultedSet, parseSaved } from "@rolecall/access";
import { type Arn, toArn } from "@rolecall/names";
import type { DenialDetails, KeptEvaluation, KeptPolicy, KeptSet } from "@rolecall/operations";
import {
  type AuthorizationRequest,
  type CompiledPolicy,
  type ContextValue,
  compilePolicy,
  compilePolicySet,
  type LayerName,
  type PolicyKind,
  type PolicyLayers,
} from "@rolecall/policy";
import type { ReadTransaction } from "@rolecall/store";

export interface KeptQuestion {
  readonly question: AuthorizationRequest;
  readonly layers: PolicyLayers;
  readonly sets: readonly ConsultedSet[];
}

/** Undefined where an older version kept it, or documents are gone meanwhile. */
export async function openKept(
  tx: ReadTransaction,
  details: DenialDetails,
  evaluation: KeptEvaluation,
): Promise<KeptQuestion | undefined> {
  const { principal } = details;
  if (principal === undefined || evaluation.sets === undefined) return undefined;
  const sources = await readPolicies(tx, details.policies);
  if (sources === undefined) return undefined;
  const levels = new Map<LayerName, number>();
  const sets = evaluation.sets.map((kept): ConsultedSet => {
    const level = levels.get(kept.layer) ?? 0;
    levels.set(kept.layer, level + 1);
    return openSet(kept, level, sources);
  });
  const { action, resource, resourceAccountId } = evaluation;
  return {
    question: { principal, action, resource, resourceAccountId, context: contextOf(details, evaluation) },
    layers: { ...layersOf(sets), resourcePolicyRequired: evaluation.isResourcePolicyRequired === true },
    sets,
  };
}

const KIND_OF_LAYER: Readonly<Record<LayerName, PolicyKind>> = {
  identity: "identity",
  boundary: "boundary",
  session: "session",
  endpoint: "session",
  resource: "trust",
  serviceControl: "serviceControl",
  resourceControl: "resourceControl",
};

async function readPolicies(
  tx: ReadTransaction,
  kept: readonly KeptPolicy[],
): Promise<readonly ConsultedPolicy[] | undefined> {
  const compiled = new Map<string, { readonly document: string; readonly policy: CompiledPolicy }>();
  const sources: ConsultedPolicy[] = [];
  for (const { hash, layer, attachedTo, uri, isInline, name } of kept) {
    const key = `${layer} ${hash}`;
    let known = compiled.get(key);
    if (known === undefined) {
      const record = await tx.deniedPolicies.byHash(hash);
      if (record === undefined) return undefined;
      const { document } = record;
      known = { document, policy: compilePolicy(parseSaved(document, kindOf(layer, attachedTo))) };
      compiled.set(key, known);
    }
    sources.push({ layer, attachedTo, ...known, ...(isInline ? { name } : { arn: uri }) });
  }
  return sources;
}

/** Roles' own policies are trust policies; the delegation policy of an organization is another resource's. */
function kindOf(layer: LayerName, attachedTo: string): PolicyKind {
  return layer === "resource" && !/:role\//.test(attachedTo) ? "resource" : KIND_OF_LAYER[layer];
}

function openSet(kept: KeptSet, level: number, sources: readonly ConsultedPolicy[]): ConsultedSet {
  const policies = kept.policies.map((each) => {
    if (typeof each !== "number") return { policy: compilePolicy(each), source: undefined };
    const source = sources[each];
    if (source === undefined) throw new Error(`A kept denial has no policy ${each}.`);
    return { policy: source.policy, source };
  });
  const node: Arn | undefined = kept.node === undefined ? undefined : toArn(kept.node);
  return { layer: kept.layer, level, node, policies };
}

function layersOf(sets: readonly ConsultedSet[]): PolicyLayers {
  const all = (layer: LayerName) =>
    sets
      .filter((set) => set.layer === layer)
      .map(({ policies }) => compilePolicySet(policies.map(({ policy }) => policy)));
  const some = <Layer extends LayerName>(layer: Layer) => {
    const found = all(layer);
    return found.length === 0 ? {} : { [layer]: found };
  };
  const one = <Layer extends LayerName>(layer: Layer) => {
    const [found] = all(layer);
    return found === undefined ? {} : { [layer]: found };
  };
  return {
    ...some("serviceControl"),
    ...some("resourceControl"),
    ...some("session"),
    ...one("identity"),
    ...one("boundary"),
    ...one("resource"),
    ...one("endpoint"),
  };
}

function contextOf(details: DenialDetails, evaluation: KeptEvaluation): ReadonlyMap<string, ContextValue> {
  const entries = [...Object.entries(details.context), ...Object.entries(evaluation.context)];
  return new Map(entries.map(([key, value]) => [key.toLowerCase(), value]));
}

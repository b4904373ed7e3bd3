import type { ConsultedSet } from "@rolecall/access";
import type { JsonValue } from "@rolecall/contracts";
import {
  type AuthorizationRequest,
  explain,
  type LayerName,
  type MayRead,
  type PolicyFacts,
  type PolicyLayers,
  redactExplanation,
  type SetPlace,
} from "@rolecall/policy";
import { describeLevels } from "./described-level.ts";
import { type DescribedPolicies, placeKey, type Reading } from "./described-policy.ts";

interface Known {
  readonly question: AuthorizationRequest;
  readonly layers: PolicyLayers;
  readonly sets: readonly ConsultedSet[];
  readonly policies: DescribedPolicies;
  /** Layers of which others may have policies. */
  readonly notHeld: readonly LayerName[];
  /** A resource's policy that whoever asks gave. */
  readonly givenPolicy?: string | undefined;
}

/** The explanation as whoever asks may have it. INVARIANT: it is redacted before it leaves this function. */
export async function explainAsKnown(call: Reading, known: Known): Promise<JsonValue> {
  const { question, layers, sets, policies, notHeld, givenPolicy } = known;
  const levels = await describeLevels(call, sets);
  const setAt = (layer: LayerName, level: number) =>
    sets.find((set) => set.layer === layer && set.level === level);
  const explanation = explain(question, layers, {
    notHeld: notHeld.filter((layer) => setAt(layer, 0) === undefined),
    describe: (policy, { layer, level }) => {
      const index = setAt(layer, level)?.policies.findIndex((each) => each.policy === policy) ?? -1;
      const described = policies.get(placeKey(layer, level, index))?.facts;
      if (described !== undefined || layer !== "resource" || givenPolicy === undefined) return described;
      return { name: "The policy that was given", document: givenPolicy };
    },
    describeLevel: (layer, level) => {
      const node = setAt(layer, level)?.node;
      return node === undefined ? undefined : levels.get(node);
    },
  });
  const redacted = redactExplanation(explanation, readableAmong(known));
  // Plain data, but for what is undefined: JSON leaves that out.
  return JSON.parse(JSON.stringify(redacted)) as JsonValue;
}

/** Of what nobody wrote, or whoever asks gave, nothing is hidden. A policy that is attached twice is read by the same permission. */
function readableAmong({ sets, policies }: Known): MayRead {
  const hidden = new Set<string>();
  for (const { layer, level, policies: placed } of sets)
    for (const index of placed.keys()) {
      const described = policies.get(placeKey(layer, level, index));
      if (described?.isReadable === false) hidden.add(nameKey(described.facts, { layer, level }));
    }
  return (policy, place) => !hidden.has(nameKey(policy, place));
}

function nameKey({ name, arn, attachedTo }: PolicyFacts, { layer, level }: SetPlace): string {
  return JSON.stringify([layer, level, name, arn, attachedTo]);
}

/** What explanations promise, asked of the engine and of the oracle. */
import assert from "node:assert/strict";
import { decide } from "../src/decide/decide.ts";
import type { PolicyLayers } from "../src/decide/layers.ts";
import { applyAddition } from "../src/explain/additions.ts";
import { explain } from "../src/explain/explain.ts";
import type { Addition, Escape, Explanation } from "../src/explain/explanation.ts";
import { withKey } from "../src/explain/find-escapes.ts";
import { headline } from "../src/explain/headline.ts";
import { layerPasses } from "../src/explain/layer-passes.ts";
import { plainText } from "../src/explain/phrases.ts";
import type { AuthorizationRequest, ContextValue } from "../src/request/request.ts";
import { compileDocuments } from "./engine-judge.ts";
import { evaluate } from "./evaluate.ts";
import type { ScenarioSeries } from "./generate/scenario.ts";
import { readLayers } from "./judge.ts";
import { readDocument } from "./read-document.ts";

/** How much of it was met with. */
export interface LawCounts {
  readonly denials: number;
  readonly additions: number;
  readonly escapes: number;
}

/** @throws AssertionError for the first explanation that does not keep what it promises */
export function assertExplanationLaws({ layers: written, requests }: ScenarioSeries): LawCounts {
  const layers = compileDocuments(written, readDocument);
  const read = readLayers(written);
  const counts = { denials: 0, additions: 0, escapes: 0 };
  for (const request of requests) {
    const explanation = explain(request, layers);
    const told = headline(explanation);
    const [engine, oracle] = [decide(request, layers), evaluate(request, read)];
    for (const { decision, layer } of [told, engine]) {
      assert.deepEqual({ decision, layer }, { decision: oracle.decision, layer: oracle.layer });
    }
    assertHeadline(explanation);
    assertDecidingCell(explanation);
    assertNeeded(explanation.additions, request, layers);
    counts.denials += engine.decision === "allowed" ? 0 : 1;
    counts.additions += explanation.additions.length;
    for (const addition of explanation.additions) {
      const others = explanation.additions.filter((each) => each !== addition).reduce(applyAddition, layers);
      for (const change of addition.escapes) assertEscape(change, request, others);
      counts.escapes += addition.escapes.length;
    }
  }
  return counts;
}

const OPENINGS = {
  allowed: /^Allowed(?: by |: the root user needs no policy$)/,
  explicitDeny: /^Denied: .+ forbids it$/,
  implicitDeny: /^Denied: .+ allows? it$/,
} as const;

function assertHeadline(explanation: Explanation): void {
  const { sentence, paragraph, more, decision } = headline(explanation);
  assert.match(sentence, OPENINGS[decision]);
  const told = plainText(paragraph);
  assert.match(
    told,
    decision === "explicitDeny" ? /^Statement .+ denies / : /Nothing forbids it|nothing forbids it/,
  );
  const others = explanation.additions.filter(
    ({ layer, kind }) =>
      layer !== explanation.layer || (kind === "liftDeny") !== (decision === "explicitDeny"),
  );
  const own = explanation.additions.find((each) => !others.includes(each));
  const isMore = others.length > 0 || (own?.kind === "liftDeny" && own.statements.length > 1);
  assert.equal(more !== "", isMore, more);
}

function assertDecidingCell(explanation: Explanation): void {
  const { decision, layer, request } = explanation;
  const cells = layerPasses(explanation).filter(({ decides }) => decides !== undefined);
  assert.deepEqual(
    cells.map((each) => [each.layer, each.decides]),
    [[layer, decision === "explicitDeny" ? "first" : "second"]],
  );
  const [cell] = cells;
  if (decision === "explicitDeny") assert.equal(cell?.first, "denies");
  if (decision === "implicitDeny") assert.equal(cell?.second, "doesNotAllow");
  const isRoot = layer === "identity" && request.principalKind === "root";
  if (decision === "allowed") assert.equal(cell?.second, isRoot ? "exempt" : "allows");
}

/** Together they suffice, and without any one of them they do not. */
function assertNeeded(
  additions: readonly Addition[],
  request: AuthorizationRequest,
  layers: PolicyLayers,
): void {
  assert.equal(decide(request, additions.reduce(applyAddition, layers)).decision, "allowed");
  for (const addition of additions) {
    const others = additions.filter((each) => each !== addition).reduce(applyAddition, layers);
    assert.notEqual(decide(request, others).decision, "allowed", JSON.stringify(addition));
  }
}

/** What a condition can compare with "some other value". */
const OTHERS: readonly string[] = ["\u{fdd0}", "arn:none:none:::\u{fdd0}", "192.0.2.1", "2001:db8::1"];

function assertEscape(change: Escape, request: AuthorizationRequest, others: PolicyLayers): void {
  const texts = change.kind === "other" ? OTHERS : [change.example ?? change.value];
  const trials = texts.flatMap((text): readonly (ContextValue | undefined)[] =>
    text === undefined ? [undefined] : [text, [text]],
  );
  const isAllowed = trials.some(
    (trial) => decide(withKey(request, change.key.toLowerCase(), trial), others).decision === "allowed",
  );
  assert.ok(isAllowed, JSON.stringify(change));
}

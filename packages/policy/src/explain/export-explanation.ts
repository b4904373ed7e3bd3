import type { Decision, LayerName } from "../decide/layers.ts";
import type { LineRange } from "../document/line-index.ts";
import type { CellState } from "./cell-states.ts";
import type { ExemptReason } from "./exempt-reasons.ts";
import type {
  AddedStatement,
  Addition,
  ConditionMatch,
  Escape,
  ExplainedRequest,
  Explanation,
  HiddenLayer,
  LayerExplanation,
  LayerVerdict,
  Mismatch,
  StatementExplanation,
  StatementMatch,
} from "./explanation.ts";
import { headline } from "./headline.ts";
import { layerPasses } from "./layer-passes.ts";
import { plainText } from "./phrases.ts";
import type { ExplainedPolicy, OrganizationNode } from "./policy-facts.ts";

/**
 * An explanation for programs, as JSON. INVARIANT: within one version members are added, never taken away or given another meaning.
 * Absent is what is not known or does not apply. Documents do not stand in it.
 */
export interface ExportedExplanation extends Decision {
  readonly format: "rolecall-explanation";
  readonly version: 1;
  readonly headline: { readonly sentence: string; readonly paragraph: string; readonly more: string };
  readonly request: ExplainedRequest;
  readonly passes: readonly ExportedPasses[];
  /** In AWS's order of layers. */
  readonly sets: readonly ExportedSet[];
  /** All of them are needed, in this order. */
  readonly changes: readonly ExportedChange[];
  readonly hidden: readonly HiddenLayer[];
}

interface ExportedPasses {
  readonly layer: LayerName;
  readonly first: CellState;
  readonly second: CellState;
  readonly decides?: "first" | "second" | undefined;
  readonly stopsNext?: "first" | "second" | undefined;
}

interface ExportedSet {
  readonly layer: LayerName;
  readonly level: number;
  readonly node?: OrganizationNode | undefined;
  readonly exempt?: ExemptReason | undefined;
  readonly unknown?: "notHeld" | "notReadable" | undefined;
  readonly verdict: LayerVerdict;
  readonly policies: readonly Omit<ExplainedPolicy, "document">[];
  readonly statements: readonly ExportedStatement[];
}

/** Where a statement stands: its policy's place in the set, and its own in the policy, from 0. */
interface StatementPlace {
  readonly policy: number;
  readonly index: number;
  readonly sid?: string | undefined;
}

interface ExportedStatement extends StatementPlace {
  readonly effect: "Allow" | "Deny";
  readonly lines?: LineRange | undefined;
  readonly matched: boolean;
  readonly mismatch?: Mismatch | undefined;
  readonly match?:
    | (Omit<StatementMatch, "conditions"> & { readonly conditions: readonly Omit<ConditionMatch, "span">[] })
    | undefined;
}

interface ExportedChange {
  readonly kind: Addition["kind"];
  readonly layer: LayerName;
  readonly level: number;
  /** Of `addStatement`: what to add. */
  readonly statement?: AddedStatement | undefined;
  /** Of `addStatement`: statements that would allow it but for a condition. Of `liftDeny`: those that must no longer match. */
  readonly statements: readonly StatementPlace[];
  /** Instead, for this one time: each alone suffices. */
  readonly escapes: readonly Escape[];
}

/** What stands in the download and behind `--json`. */
export function exportExplanation(explanation: Explanation): ExportedExplanation {
  const { decision, layer, request, layers, additions, hidden } = explanation;
  const { sentence, paragraph, more } = headline(explanation);
  return {
    format: "rolecall-explanation",
    version: 1,
    decision,
    layer,
    headline: { sentence, paragraph: plainText(paragraph), more },
    request,
    passes: layerPasses(explanation).map(({ layer: name, first, second, decides, stopsNext }) => ({
      layer: name,
      first,
      second,
      decides,
      stopsNext,
    })),
    sets: layers.map(exportSet),
    changes: additions.map(exportChange),
    hidden,
  };
}

function exportSet(set: LayerExplanation): ExportedSet {
  const { layer, level, node, skipped, unknown, verdict, policies, statements } = set;
  return {
    layer,
    level,
    node,
    exempt: skipped,
    unknown,
    verdict,
    policies: policies.map(({ document: _, ...facts }) => facts),
    statements: statements.map(exportStatement),
  };
}

const placeOf = ({ policyIndex, statement: { index, sid } }: StatementExplanation): StatementPlace => ({
  policy: policyIndex,
  index,
  sid,
});

function exportStatement(each: StatementExplanation): ExportedStatement {
  const { statement, lines, matched, mismatch, match } = each;
  const conditions = match?.conditions.map(({ span: _, ...condition }) => condition) ?? [];
  return {
    ...placeOf(each),
    effect: statement.effect,
    lines,
    matched,
    mismatch,
    match: match && { ...match, conditions },
  };
}

function exportChange(addition: Addition): ExportedChange {
  const { kind, layer, level, escapes } = addition;
  const told = kind === "liftDeny" ? addition.statements : addition.almost;
  return {
    kind,
    layer,
    level,
    statement: kind === "addStatement" ? addition.statement : undefined,
    statements: told.map(placeOf),
    escapes,
  };
}

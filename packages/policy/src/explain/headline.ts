import type { Decision } from "../decide/layers.ts";
import { joinWords } from "../describe/list-words.ts";
import type { Explanation } from "./explanation.ts";
import { tellDecision } from "./headline-paragraph.ts";
import { plainLayerName } from "./layer-names.ts";
import { nextObstacles } from "./layer-passes.ts";
import { showText } from "./paint.ts";
import type { Phrase } from "./phrases.ts";

/** An explanation in a few sentences. INVARIANT: decision and layer are those of `decide`. */
export interface Headline extends Decision {
  /** `Denied: a service control policy forbids it`, without a full stop. */
  readonly sentence: string;
  /** Names the statement, its policy, where that is attached, and what of the request decided. */
  readonly paragraph: readonly Phrase[];
  /** What else stands in the way; empty where nothing is known to. */
  readonly more: string;
}

/** Tells in a sentence, a paragraph and a quiet one why a request is allowed or denied. */
export function headline(explanation: Explanation): Headline {
  const { decision, layer } = explanation;
  return {
    decision,
    layer,
    sentence: sentenceOf(explanation),
    paragraph: tellDecision(explanation),
    more: tellMore(explanation),
  };
}

function sentenceOf({ decision, layer, layers, request }: Explanation): string {
  const { withArticle, doesNotAllow } = plainLayerName(layer, request.isTrust);
  if (decision === "explicitDeny") return `Denied: ${withArticle} forbids it`;
  if (decision === "implicitDeny") return `Denied: ${doesNotAllow}`;
  const own = layers.filter((each) => each.layer === layer);
  if (own.some(({ verdict }) => verdict === "implied")) return "Allowed: the root user needs no policy";
  const granting = own.flatMap(({ statements }) => statements).find(({ matched }) => matched);
  const name = layer === "identity" ? granting?.policyName : undefined;
  return `Allowed by ${name === undefined ? withArticle : showText(name)}`;
}

function tellMore(explanation: Explanation): string {
  const { decision, layer, additions, request, hidden } = explanation;
  if (decision === "allowed") return "";
  const denying = additions.find((each) => each.layer === layer && each.kind === "liftDeny");
  const others =
    decision === "explicitDeny" && denying?.kind === "liftDeny" ? denying.statements.length - 1 : 0;
  const clauses = nextObstacles(explanation).map((each) => {
    const { withArticle, doesNotAllow } = plainLayerName(each.layer, request.isTrust);
    return each.kind === "liftDeny" ? `${withArticle} forbids it` : doesNotAllow;
  });
  const count =
    others === 0 ? [] : [`${others} more ${others === 1 ? "statement forbids" : "statements forbid"} it`];
  const told = [...count, ...clauses];
  const known = told.length === 0 ? "" : `That is not all: even without that, ${joinWords(told)}.`;
  const isOpen = hidden.some(({ decides }) => !decides);
  return [known, isOpen ? "Policies that you may not read may stand in the way too." : ""]
    .filter(Boolean)
    .join(" ");
}

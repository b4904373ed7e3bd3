import { whyQuestionHref } from "../patterns/why-question.ts";
import { type Facts, findCall, type Given } from "./facts.ts";
import { type TourTask, when } from "./tour.ts";

export interface Asked {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
}

interface WhyTask {
  readonly text: (asked: Asked) => string;
  readonly asked: (given: Given) => Asked;
  /** Which answer is waited for; any where nothing is said. */
  readonly decision?: "allowed" | "denied";
}

/** The task of asking the page Why? about a request, by its form or with its fields filled. */
export function askWhy({ text, asked, decision }: WhyTask): TourTask {
  return {
    text: (given) => text(asked(given)),
    where: { page: "/why", targets: [{ kind: "field", name: "Principal" }] },
    shortcut: { text: "Ask it for me", href: (given) => whyQuestionHref(asked(given)) },
    notice: (facts) => when(wasAnswered(facts, asked(facts), decision)),
  };
}

function wasAnswered(facts: Facts, asked: Asked, decision: WhyTask["decision"]): boolean {
  const call = findCall(facts, ["rolecall", "ExplainRequest"], ({ input, output }) => {
    if (output === undefined || input.PrincipalArn !== asked.principal) return false;
    return input.Action === asked.action && input.Resource === asked.resource;
  });
  if (call?.output === undefined) return false;
  return decision === undefined || (decision === "allowed") === isAllowed(call.output.Explanation);
}

/** An explanation is a document of its own (`@rolecall/policy`), of which this is its answer. */
function isAllowed(explanation: unknown): boolean {
  if (typeof explanation !== "object" || explanation === null) return false;
  return "decision" in explanation && explanation.decision === "allowed";
}

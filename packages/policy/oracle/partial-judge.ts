/**
 * What the engine says of a question of which some is unknown, against what the oracle says of its completions. The oracle knows
 * nothing of the unknown: it decides one completion after the other.
 */
import { compileLayers } from "../src/decide/compiled-layers.ts";
import type { ContextValue } from "../src/request/request.ts";
import { decideInPart } from "../src/unknown/decide-in-part.ts";
import { partialContext } from "../src/unknown/partial-context.ts";
import type { PartialDecision } from "../src/unknown/partial-decision.ts";
import { UNKNOWN } from "../src/unknown/unknown.ts";
import { compileDocuments } from "./engine-judge.ts";
import { evaluate } from "./evaluate.ts";
import type { Completion } from "./generate/completion.ts";
import type { PartialScenario } from "./generate/partial.ts";
import { readLayers } from "./judge.ts";
import { readDocument } from "./read-document.ts";

export interface PartialFigures {
  readonly outcome: PartialDecision["outcome"];
  readonly completions: number;
  /** It was said to depend, and all completions that were tried were decided alike. */
  readonly allAgree: boolean;
  readonly names: number;
  /** Names of which no two completions that differ in them alone were decided differently. */
  readonly namesThatNeverTurned: number;
}

/** Throws where the engine's answer does not hold for a completion, or names too little. */
export function assertHolds(scenario: PartialScenario): PartialFigures {
  const answer = askEngine(scenario);
  const read = readLayers(scenario.layers);
  const judged = scenario.completions.map((completion) => ({
    completion,
    isAllowed: evaluate(completion.request, read).decision === "allowed",
  }));
  for (const { completion, isAllowed } of judged) {
    if (answer.outcome === "depends" || isAllowed === (answer.outcome === "allowed")) continue;
    throw new Error(
      `${answer.outcome} by ${answer.layer}, but ${isAllowed ? "allowed" : "denied"} with ${show(completion)}`,
    );
  }
  assertNames(scenario, answer);
  if (answer.outcome === "depends") assertComplete(answer, judged);
  return figuresOf(answer, judged);
}

function askEngine({ layers, request, unknownKeys, resource }: PartialScenario): PartialDecision {
  const known = new Map(request.context as ReadonlyMap<string, ContextValue>);
  for (const key of unknownKeys) known.delete(key);
  const partial = { ...request, resource, context: partialContext({ known, unknownKeys }) };
  const apart = compileDocuments(layers, readDocument);
  const together = compileLayers(apart);
  const answers = [
    decideInPart(partial, apart),
    decideInPart(partial, together),
    decideInPart(partial, together),
  ];
  const [first, ...others] = answers.map((answer) => JSON.stringify(answer));
  for (const other of others) {
    if (other !== first) throw new Error(`Layers apart: ${first}, layers together: ${other}`);
  }
  return answers[0]!;
}

function assertNames({ unknownKeys, resource }: PartialScenario, answer: PartialDecision): void {
  if ((answer.outcome === "depends") !== answer.unknown.length > 0)
    throw new Error(`${answer.outcome} names ${answer.unknown.join() || "nothing"}`);
  const may = new Set([...unknownKeys, ...(resource.includes(UNKNOWN) ? ["resource"] : [])]);
  for (const name of answer.unknown) {
    if (!may.has(name.toLowerCase())) throw new Error(`${name} is not unknown`);
  }
}

interface Judged {
  readonly completion: Completion;
  readonly isAllowed: boolean;
}

/** Completions that agree in all that is named are decided alike. */
function assertComplete({ unknown }: PartialDecision, judged: readonly Judged[]): void {
  const byNamed = new Map<string, Judged>();
  for (const each of judged) {
    const named = JSON.stringify(unknown.map((name) => each.completion.chosen.get(name.toLowerCase())));
    const other = byNamed.get(named);
    if (other === undefined) byNamed.set(named, each);
    else if (other.isAllowed !== each.isAllowed)
      throw new Error(
        `only ${unknown.join()} named; ${show(other.completion)} and ${show(each.completion)} differ`,
      );
  }
}

function figuresOf(answer: PartialDecision, judged: readonly Judged[]): PartialFigures {
  const isDecided = answer.outcome !== "depends";
  return {
    outcome: answer.outcome,
    completions: judged.length,
    allAgree: !isDecided && judged.every(({ isAllowed }) => isAllowed === judged[0]!.isAllowed),
    names: answer.unknown.length,
    namesThatNeverTurned: answer.unknown.filter((name) => !turned(name.toLowerCase(), judged)).length,
  };
}

function turned(name: string, judged: readonly Judged[]): boolean {
  const byRest = new Map<string, boolean>();
  return judged.some(({ completion: { chosen }, isAllowed }) => {
    const rest = JSON.stringify([...chosen].filter(([key]) => key !== name));
    const other = byRest.get(rest);
    byRest.set(rest, isAllowed);
    return other !== undefined && other !== isAllowed;
  });
}

const show = ({ chosen }: Completion) => JSON.stringify(Object.fromEntries(chosen));

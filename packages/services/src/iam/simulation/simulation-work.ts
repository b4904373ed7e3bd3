/**
 * What a simulation costs, counted before it is done. A unit is about half a microsecond: a comparison of a policy's text with one of the
 * request's, of up to a few hundred characters, counts four, since each layer is asked by itself and by all together; what is
 * answered counts by its length.
 */
import type { CompiledStatement, ContextValue } from "@rolecall/policy";
import type { Scenario } from "./scenario.ts";
import type { SimulatedAction } from "./simulated-action.ts";

/** Units of one page. */
export const PAGE_WORK_MAX = 100_000;

/** A pattern of a policy that was compiled for the call alone. */
const PATTERN = 16;
const COMPARISON = 4;
/** A decision that compares nothing, and its place in the answer. */
const DECISION = 8;
/** A statement, and its place in the answer. */
const STATEMENT = 8;
/** Characters that a comparison goes through; characters of the answer that count as a unit. */
const COMPARED = 256;
const ANSWERED = 32;

interface Lengths {
  readonly count: number;
  /** Of all of them, in characters. */
  readonly length: number;
}

/** Counts what it costs to ask about an action. */
export class WorkCount {
  readonly #scenario: Scenario;
  readonly #resources: Lengths;
  readonly #conditions = new WeakMap<CompiledStatement, number>();
  readonly #missing: number;

  constructor(scenario: Scenario, resources: readonly string[]) {
    this.#scenario = scenario;
    this.#resources = lengthsOf(resources);
    this.#missing = scenario.missingKeys.reduce((sum, key) => sum + 1 + key.length / ANSWERED, 0);
  }

  /** To make ready what the call brought. */
  ofCompiling(): number {
    let work = 0;
    for (const { statements } of this.#scenario.compiled)
      for (const { source } of statements) work += PATTERN * patternsIn(source);
    return work;
  }

  /** To find the statements that are about an action. */
  ofFinding(action: string): number {
    const { policies, organizationPolicies } = this.#scenario;
    const service = action.slice(0, action.indexOf(":")).toLowerCase();
    let work = 1;
    for (const { statements } of [...policies.map(({ policy }) => policy), ...organizationPolicies])
      for (const { actions } of statements) work += 1 + COMPARISON * actions.comparisonsFor(service);
    return work;
  }

  /** To ask the statements that are about it, about each resource, and to answer. */
  ofAsking({ statements, organizationStatements }: SimulatedAction): number {
    const { count, length } = this.#resources;
    let perResource = DECISION + this.#missing;
    let perCharacter = 1 / ANSWERED;
    for (const statement of [...statements.map((each) => each.statement), ...organizationStatements]) {
      const values = statement.source.resource?.values ?? [];
      perResource += STATEMENT + COMPARISON * (comparisons(values) + this.#ofConditions(statement));
      perCharacter += (COMPARISON * values.length) / COMPARED;
    }
    return count * perResource + length * perCharacter;
  }

  #ofConditions(statement: CompiledStatement): number {
    const known = this.#conditions.get(statement);
    if (known !== undefined) return known;
    let work = 0;
    for (const { key, source } of statement.conditions) {
      const { count, length } = lengthOf(this.#scenario.context.get(key));
      work += count * comparisons(source.values) + (source.values.length * length) / COMPARED;
    }
    this.#conditions.set(statement, work);
    return work;
  }
}

function patternsIn({ action, resource }: CompiledStatement["source"]): number {
  const patterns = action.values.filter((value) => value.includes("*") || value.includes("?"));
  return patterns.length + (resource?.values.length ?? 0);
}

/** To compare one short text with each. */
function comparisons(values: readonly string[]): number {
  const { count, length } = lengthsOf(values);
  return count + length / COMPARED;
}

function lengthOf(value: ContextValue | undefined): Lengths {
  if (value === undefined) return { count: 1, length: 0 };
  return lengthsOf(typeof value === "string" ? [value] : value);
}

function lengthsOf(texts: readonly string[]): Lengths {
  return { count: texts.length, length: texts.reduce((sum, text) => sum + text.length, 0) };
}

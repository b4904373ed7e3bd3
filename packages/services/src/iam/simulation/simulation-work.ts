/**
 * What a simulation costs, counted before it is done. One unit is one comparison of a policy's text with one of the request's, of up to
 * a few hundred characters; what is answered counts by its length.
 */
import type { CompiledStatement, ContextValue } from "@rolecall/policy";
import type { Scenario } from "./scenario.ts";

/** Units of one page. */
export const PAGE_WORK_MAX = 400_000;

/** A decision that compares nothing, and its place in the answer. */
const DECISION = 8;
/** A statement's place in the answer. */
const STATEMENT = 8;
/** Characters that one unit compares, or answers. */
const COMPARED = 256;
const ANSWERED = 32;

/** What an action's resources come to, however many there are. */
export interface ResourceLengths {
  readonly count: number;
  /** Of all of them, in characters. */
  readonly length: number;
}

export function lengthsOf(resources: readonly string[]): ResourceLengths {
  return {
    count: resources.length,
    length: resources.reduce((sum, resource) => sum + resource.length, 0),
  };
}

/** Counts what it costs to ask about an action. */
export class WorkCount {
  readonly #scenario: Scenario;
  readonly #resources: ResourceLengths;
  readonly #conditions = new WeakMap<CompiledStatement, number>();
  readonly #missing: number;

  constructor(scenario: Scenario, resources: ResourceLengths) {
    this.#scenario = scenario;
    this.#resources = resources;
    this.#missing = scenario.missingKeys.reduce((sum, key) => sum + 1 + key.length / ANSWERED, 0);
  }

  /** To find the statements that are about an action. */
  ofFinding(action: string): number {
    const service = action.slice(0, action.indexOf(":")).toLowerCase();
    let work = 1;
    for (const { statements } of this.#scenario.asked)
      for (const { actions } of statements) work += 1 + actions.comparisonsFor(service);
    return work;
  }

  /** To ask the statements that are about it, about each resource, and to answer. */
  ofAsking(action: string): number {
    const { count, length } = this.#resources;
    const lower = action.toLowerCase();
    let perResource = DECISION + this.#missing;
    let perCharacter = 1 / ANSWERED;
    for (const { statements } of this.#scenario.asked) {
      for (const statement of statements) {
        if (!statement.actions.matches(lower)) continue;
        const values = statement.source.resource?.values ?? [];
        perResource += STATEMENT + this.#ofConditions(statement);
        for (const value of values) perResource += 1 + value.length / COMPARED;
        perCharacter += values.length / COMPARED;
      }
    }
    return count * perResource + length * perCharacter;
  }

  #ofConditions(statement: CompiledStatement): number {
    const known = this.#conditions.get(statement);
    if (known !== undefined) return known;
    let work = 0;
    for (const { key, source } of statement.conditions) {
      const asked = lengthOf(this.#scenario.context.get(key));
      for (const value of source.values) work += asked.count + (asked.length + value.length) / COMPARED;
    }
    this.#conditions.set(statement, work);
    return work;
  }
}

function lengthOf(value: ContextValue | undefined): ResourceLengths {
  if (value === undefined) return { count: 1, length: 0 };
  return typeof value === "string" ? { count: 1, length: value.length } : lengthsOf(value);
}

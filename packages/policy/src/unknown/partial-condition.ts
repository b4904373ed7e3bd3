import type { CompiledCondition, ConditionSurroundings } from "../condition/compiled-condition.ts";
import { type ComparisonOperator, findOperator } from "../condition/operators.ts";
import { DIFFERS, MATCHES, UNDECIDED } from "../condition/value-matcher.ts";
import { isMultivaluedKey } from "../request/multivalued-keys.ts";
import type { ContextValue, RequestContext } from "../request/request.ts";
import {
  ActualText,
  bitOf,
  type Comparison,
  type Outcomes,
  outcomesOfOddValue,
  PartialValue,
} from "./partial-value.ts";
import { FALSE, MAYBE, TRUE, type Truth, truthOf } from "./truth.ts";
import { UNKNOWN, type Unknown } from "./unknown.ts";
import type { WatchedContext } from "./watched-context.ts";

/**
 * A condition asked in part. What does not hang on the unknown is answered by the condition itself; what does is looked at here.
 */
export class PartialCondition {
  private readonly condition: CompiledCondition;
  private readonly surroundings: ConditionSurroundings;
  /** Undefined for `Null`. */
  private readonly operator: ComparisonOperator | undefined;
  private readonly needsQuantifier: boolean;
  /** Made when first needed. */
  private compiledValues: readonly PartialValue[] | undefined;

  constructor(condition: CompiledCondition, surroundings: ConditionSurroundings) {
    const { key, operator: name, quantifier } = condition.source;
    const operator = findOperator(name);
    this.condition = condition;
    this.surroundings = surroundings;
    this.operator = operator?.kind === "comparison" ? operator : undefined;
    this.needsQuantifier = quantifier === undefined && isMultivaluedKey(key);
  }

  truth(context: WatchedContext): Truth {
    context.forget();
    const isMet = this.condition.isMet(context);
    if (!context.wasAskedUnknown) return isMet ? TRUE : FALSE;
    const actual = context.look(this.condition.key);
    return actual === UNKNOWN ? this.truthOfUnknown(context) : this.truthOfKnown(actual, context);
  }

  /** As the policy writes them: the key, and the variables in its values, that are unknown and may decide. */
  unknownNames(context: WatchedContext): readonly string[] {
    const { key, source } = this.condition;
    const actual = context.look(key);
    if (actual !== UNKNOWN) {
      const texts = textsOf(actual);
      const inDoubt = this.values.filter((value) => isInDoubt(value, texts, context));
      return inDoubt.flatMap((value) => value.unknownNames(context));
    }
    const mayHold = this.operator !== undefined && !this.needsQuantifier;
    return [source.key, ...(mayHold ? this.values.flatMap((value) => value.unknownNames(context)) : [])];
  }

  private truthOfUnknown(context: WatchedContext): Truth {
    const absent = this.condition.isMet(NO_CONTEXT);
    const present = this.truthOfPresent(context);
    return truthOf(absent || present !== FALSE, !absent || present !== TRUE);
  }

  /** The key is there, with any value or several. */
  private truthOfPresent(context: WatchedContext): Truth {
    if (this.operator === undefined) return this.condition.isMet(ANY_VALUE) ? TRUE : FALSE;
    if (this.needsQuantifier) return FALSE;
    const holds = this.holds(UNKNOWN, context);
    // A list without values meets ForAllValues, and no list anything else.
    if (this.condition.source.quantifier === "ForAllValues") return holds === TRUE ? TRUE : MAYBE;
    return holds === FALSE ? FALSE : MAYBE;
  }

  /** A variable in the policy's values is unknown. */
  private truthOfKnown(actual: ContextValue | undefined, context: WatchedContext): Truth {
    const needsEvery = this.condition.source.quantifier === "ForAllValues";
    let truth: Truth = needsEvery ? TRUE : FALSE;
    for (const value of textsOf(actual)) {
      const holds = this.holds(value, context);
      if (needsEvery ? holds < truth : holds > truth) truth = holds;
    }
    return truth;
  }

  private holds(actual: ActualText | Unknown, context: WatchedContext): Truth {
    const outcomes = this.outcomes(actual, context);
    const { negated } = this.operator!;
    const met = bitOf(negated ? DIFFERS : MATCHES) | (this.surroundings.isDeny ? bitOf(UNDECIDED) : 0);
    return truthOf((outcomes & met) !== 0, (outcomes & ~met) !== 0);
  }

  /** Values are compared one after the other, until one does not merely differ. */
  private outcomes(actual: ActualText | Unknown, context: WatchedContext): Outcomes {
    const differs = bitOf(DIFFERS);
    let found = actual === UNKNOWN ? outcomesOfOddValue(this.comparison) : 0;
    for (const value of this.values) {
      const outcomes = value.outcomes(actual, context);
      found |= outcomes & ~differs;
      if ((outcomes & differs) === 0) return found;
    }
    return found | differs;
  }

  private get values(): readonly PartialValue[] {
    const { comparison } = this;
    this.compiledValues ??=
      this.operator === undefined
        ? []
        : this.condition.source.values.map((value) => new PartialValue(value, comparison));
    return this.compiledValues;
  }

  private get comparison(): Comparison {
    const { operator: name } = this.condition.source;
    return { name, operator: this.operator!, version: this.surroundings.version };
  }
}

const NO_CONTEXT: RequestContext = { get: () => undefined };
const ANY_VALUE: RequestContext = { get: () => "" };

function textsOf(actual: ContextValue | undefined): readonly ActualText[] {
  if (actual === undefined) return [];
  return (typeof actual === "string" ? [actual] : actual).map((text) => new ActualText(text));
}

/** Whether it may match or not a value of the request. */
function isInDoubt(value: PartialValue, texts: readonly ActualText[], context: WatchedContext): boolean {
  return texts.some((text) => {
    const outcomes = value.outcomes(text, context);
    return (outcomes & (outcomes - 1)) !== 0;
  });
}

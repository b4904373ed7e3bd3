import { COLONS_BEFORE_RESOURCE, countColons } from "../arn/resource-pattern.ts";
import { parseIpRange } from "../condition/ip-range.ts";
import type { ComparisonOperator } from "../condition/operators.ts";
import {
  DIFFERS,
  INCOMPARABLE,
  MATCHES,
  type Match,
  UNDECIDED,
  type ValueMatcher,
} from "../condition/value-matcher.ts";
import type { PolicyVersion } from "../document/policy.ts";
import { hasValueForm } from "../request/value-form.ts";
import { hasVariables, parseTemplate, type Token } from "../variable/template.ts";
import { mayMatch } from "./glob-pair.ts";
import { readPartialText } from "./partial-text.ts";
import { UNKNOWN, type Unknown } from "./unknown.ts";
import type { WatchedContext } from "./watched-context.ts";
import {
  isUnknown,
  lacksValue,
  resolveGlob,
  type WrittenVariable,
  writtenVariables,
} from "./written-variable.ts";

/** What a comparison may come to: a bit for each `Match`. */
export type Outcomes = number;

export function bitOf(match: Match): Outcomes {
  return 1 << match;
}

/** How a condition compares. */
export interface Comparison {
  /** Its operator's name. */
  readonly name: string;
  readonly operator: ComparisonOperator;
  readonly version: PolicyVersion;
}

/** Operators by what their values may be compared with: other operators read no variables. */
function isAboutArns({ name }: Comparison): boolean {
  return name.startsWith("Arn");
}

function isAboutAddresses({ name }: Comparison): boolean {
  return name.endsWith("IpAddress");
}

/** Whether a value of a policy can match anything under an operator; of texts, ARNs and booleans it always can. */
function hasForm(value: string, operator: string): boolean {
  if (operator.startsWith("Numeric")) return hasValueForm(value, "numeric");
  if (operator.startsWith("Date")) return hasValueForm(value, "date");
  if (operator.startsWith("Binary")) return hasValueForm(value, "binary");
  return !operator.endsWith("IpAddress") || parseIpRange(value) !== undefined;
}

function ignoresCase({ name }: Comparison): boolean {
  return name.endsWith("IgnoreCase");
}

/** A value of the request. It is read once for all values of a condition. */
export class ActualText {
  readonly text: string;
  private readCodes: Int32Array | undefined;

  constructor(text: string) {
    this.text = text;
  }

  get codes(): Int32Array {
    this.readCodes ??= readPartialText(this.text);
    return this.readCodes;
  }
}

/** One value of a condition in a policy, compared with what may be unknown. */
export class PartialValue {
  private readonly comparison: Comparison;
  private readonly compare: ValueMatcher;
  private readonly tokens: readonly Token[];
  private readonly variables: readonly WrittenVariable[];
  /** Whatever its variables are, it is an ARN. */
  private readonly isSurelyArn: boolean;
  /** Whatever a request has, it is compared with no ARN. */
  private readonly isSurelyNoArn: boolean;
  /** It is none of the operator's type, and matches nothing. */
  private readonly lacksForm: boolean;

  constructor(value: string, comparison: Comparison) {
    const { name, operator, version } = comparison;
    const isText = name.startsWith("String") || isAboutArns(comparison);
    const wildcards = name.endsWith("Like") || isAboutArns(comparison);
    this.comparison = comparison;
    this.compare = operator.compile([value], version);
    this.tokens = isText ? parseTemplate(value, { variables: hasVariables(version), wildcards }) : [];
    this.variables = writtenVariables(value, this.tokens);
    this.isSurelyArn = beginsAsArn(this.tokens) && colonsOf(this.tokens) >= COLONS_BEFORE_RESOURCE;
    this.isSurelyNoArn = isAboutArns(comparison) && !this.isSurelyArn && this.variables.length === 0;
    this.lacksForm = !hasForm(value, name);
  }

  /** What comparing a value of the request, or an unknown one, may come to. */
  outcomes(actual: ActualText | Unknown, context: WatchedContext): Outcomes {
    if (actual === UNKNOWN) return this.outcomesOfUnknown(context);
    context.forget();
    const match = this.compare(actual.text, context);
    return context.wasAskedUnknown ? this.outcomesInDoubt(actual, context) : bitOf(match);
  }

  /** The names of its variables that are unknown and may decide. */
  unknownNames(context: WatchedContext): readonly string[] {
    if (this.lacksValue(context)) return [];
    return this.variables.filter((variable) => isUnknown(variable, context)).map(({ name }) => name);
  }

  private outcomesOfUnknown(context: WatchedContext): Outcomes {
    const [first] = this.tokens;
    if (this.tokens.length === 1 && first?.kind === "*") return bitOf(MATCHES);
    if (this.lacksForm || this.lacksValue(context)) return bitOf(DIFFERS);
    if (this.isSurelyNoArn) return bitOf(UNDECIDED);
    return bitOf(DIFFERS) | bitOf(MATCHES) | this.undecided();
  }

  /** A variable is unknown. */
  private outcomesInDoubt(actual: ActualText, context: WatchedContext): Outcomes {
    if (this.lacksValue(context)) return bitOf(DIFFERS);
    const matches = this.mayMatch(actual, context) ? bitOf(MATCHES) : 0;
    return bitOf(DIFFERS) | matches | this.undecided();
  }

  private mayMatch(actual: ActualText, context: WatchedContext): boolean {
    if (ignoresCase(this.comparison)) return true;
    // Colons in the variables' values move the parts of an ARN, so that its wildcards may stand for any text.
    const tokens = this.tokens.map((token) => ({ token, reach: "anything" as const }));
    return mayMatch(resolveGlob(tokens, context), actual.codes);
  }

  private lacksValue(context: WatchedContext): boolean {
    return this.variables.some((variable) => lacksValue(variable, context));
  }

  private undecided(): Outcomes {
    return isAboutArns(this.comparison) && !this.isSurelyArn ? bitOf(UNDECIDED) : 0;
  }
}

/** Where the request's value may be none that the operator compares. */
export function outcomesOfOddValue(comparison: Comparison): Outcomes {
  return isAboutArns(comparison) || isAboutAddresses(comparison) ? bitOf(INCOMPARABLE) : 0;
}

function beginsAsArn([first]: readonly Token[]): boolean {
  return first?.kind === "literal" && first.text.startsWith("arn:");
}

function colonsOf(tokens: readonly Token[]): number {
  return tokens.reduce((sum, token) => sum + (token.kind === "literal" ? countColons(token.text) : 0), 0);
}

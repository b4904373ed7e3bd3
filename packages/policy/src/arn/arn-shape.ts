import type { RequestContext } from "../request/request.ts";
import { resolveVariable, type Token, type VariableToken } from "../variable/template.ts";
import { COLONS_BEFORE_RESOURCE, countColons } from "./resource-pattern.ts";

/** The components of an ARN are at least so many colons apart; the first of them is this text. */
const START = "arn:";

/** Whether a text is an ARN: six components, the first of them `arn`. */
export function isArn(text: string): boolean {
  if (!text.startsWith(START)) return false;
  let colons = 0;
  for (let at = text.indexOf(":"); at !== -1; at = text.indexOf(":", at + 1)) {
    if (++colons === COLONS_BEFORE_RESOURCE) return true;
  }
  return false;
}

/** A variable, and how often it stands in a pattern. */
interface CountedVariable {
  readonly token: VariableToken;
  readonly times: number;
  /** It stands before the fifth colon that is written. */
  readonly isEarly: boolean;
}

/** What can be told of a pattern of ARNs before it is matched; each variable is looked at once, however often it stands there. */
export class ArnShape {
  readonly hasVariables: boolean;
  private readonly variables: readonly CountedVariable[];
  private readonly tokens: readonly Token[];
  private readonly colonsWritten: number;

  constructor(tokens: readonly Token[]) {
    const counted = new Map<string, CountedVariable>();
    let colons = 0;
    for (const token of tokens) {
      if (token.kind === "literal") colons += countColons(token.text);
      if (token.kind !== "variable") continue;
      const key = JSON.stringify([token.key, token.fallback]);
      const known = counted.get(key);
      const isEarly = colons < COLONS_BEFORE_RESOURCE || known?.isEarly === true;
      counted.set(key, { token, times: (known?.times ?? 0) + 1, isEarly });
    }
    this.tokens = tokens;
    this.variables = [...counted.values()];
    this.hasVariables = counted.size > 0;
    this.colonsWritten = colons;
  }

  /** Whether some variable has no value. */
  lacksValue(context: RequestContext): boolean {
    for (const { token } of this.variables) if (resolveVariable(token, context) === undefined) return true;
    return false;
  }

  /** Whether the pattern is an ARN; its variables have values. */
  isArn(context: RequestContext): boolean {
    return this.beginsAsArn(context) && this.hasComponents(context);
  }

  /** Whether colons in the variables' values decide where the resource part begins. */
  bringsColons(context: RequestContext): boolean {
    for (const { token, isEarly } of this.variables) {
      if (isEarly && resolveVariable(token, context)!.includes(":")) return true;
    }
    return false;
  }

  private hasComponents(context: RequestContext): boolean {
    let colons = this.colonsWritten;
    for (const { token, times } of this.variables) {
      if (colons >= COLONS_BEFORE_RESOURCE) break;
      colons += times * countColons(resolveVariable(token, context)!);
    }
    return colons >= COLONS_BEFORE_RESOURCE;
  }

  private beginsAsArn(context: RequestContext): boolean {
    let at = 0;
    for (const token of this.tokens) {
      if (token.kind === "*" || token.kind === "?") return false;
      const text = token.kind === "literal" ? token.text : resolveVariable(token, context)!;
      const expected = START.slice(at, at + text.length);
      if (!text.startsWith(expected)) return false;
      at += expected.length;
      if (at === START.length) return true;
    }
    return false;
  }
}

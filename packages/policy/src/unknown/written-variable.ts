import type { PatternToken } from "../arn/piece.ts";
import { listVariableNames, resolveVariable, type Token, type VariableToken } from "../variable/template.ts";
import type { Glob, GlobPart } from "./glob-pair.ts";
import { UNKNOWN, type Unknown } from "./unknown.ts";
import type { WatchedContext } from "./watched-context.ts";

/** A variable of a policy's text, with its name as it is written there. */
export interface WrittenVariable {
  readonly token: VariableToken;
  readonly name: string;
}

/** `tokens` are those of the text, with its variables. */
export function writtenVariables(text: string, tokens: readonly Token[]): readonly WrittenVariable[] {
  const variables = tokens.filter((token) => token.kind === "variable");
  if (variables.length === 0) return [];
  const names = listVariableNames(text).filter((name) => !STANDS_FOR_ITSELF.has(name));
  return variables.map((token, index) => ({ token, name: names[index] ?? token.key }));
}

const STANDS_FOR_ITSELF: ReadonlySet<string> = new Set(["*", "?", "$"]);

/** A variable's text; undefined where it has none, so that the text around it matches nothing. */
function stateOf(token: VariableToken, context: WatchedContext): string | undefined | Unknown {
  if (context.look(token.key) !== UNKNOWN) return resolveVariable(token, context);
  // Of a key with several values only the default can ever stand there.
  return token.isMultivalued && token.fallback === undefined ? undefined : UNKNOWN;
}

export function isUnknown({ token }: WrittenVariable, context: WatchedContext): boolean {
  return stateOf(token, context) === UNKNOWN;
}

export function lacksValue({ token }: WrittenVariable, context: WatchedContext): boolean {
  return stateOf(token, context) === undefined;
}

/**
 * A pattern in a request, in which an unknown variable may be any text; but one of a key with several values its default alone. Its
 * variables do not lack values.
 */
export function resolveGlob(tokens: readonly PatternToken[], context: WatchedContext): Glob {
  let length = 0;
  const parts = tokens.map(({ token, reach }): GlobPart => {
    length += token.kind === "literal" ? token.text.length : 1;
    if (token.kind === "literal") return token.text;
    if (token.kind !== "variable") return { kind: token.kind, reach };
    const state = stateOf(token, context);
    if (state !== UNKNOWN) return state ?? "";
    return token.isMultivalued ? token.fallback! : ANY_TEXT;
  });
  return { parts, length };
}

const ANY_TEXT: GlobPart = { kind: "*", reach: "anything" };

/**
 * Text with policy variables and wildcards, taken apart once. IAM User Guide, "IAM policy elements: Variables and tags".
 */

import type { PolicyVersion } from "../document/policy.ts";
import { isMultivaluedKey } from "../request/multivalued-keys.ts";
import { refuseValue } from "../request/record-context.ts";
import type { RequestContext } from "../request/request.ts";
import { ownText } from "./own-text.ts";

export interface LiteralToken {
  readonly kind: "literal";
  readonly text: string;
  /** Written as a variable: `${*}`, `${?}` or `${$}`. */
  readonly isEscape?: true;
}

/** `${key}` or `${key, 'fallback'}`. */
export interface VariableToken {
  readonly kind: "variable";
  /** In lower case, as a request's context is asked. */
  readonly key: string;
  readonly fallback: string | undefined;
  /** The key is declared to have several values, and so never has one to put in. */
  readonly isMultivalued: boolean;
}

/** `*` is a run of any length, `?` one UTF-16 code unit. */
export type Token = LiteralToken | VariableToken | { readonly kind: "*" } | { readonly kind: "?" };

export interface TemplateSyntax {
  readonly variables: boolean;
  readonly wildcards: boolean;
}

/** Policies before 2012-10-17 know no variables: `${…}` is plain text there. */
export function hasVariables(version: PolicyVersion): boolean {
  return version === "2012-10-17";
}

/** Takes a text apart, in time linear in its length. */
export function parseTemplate(text: string, syntax: TemplateSyntax): readonly Token[] {
  const tokens: Token[] = [];
  let literalStart = 0;
  const add = (token: Token, start: number, end: number): void => {
    if (start > literalStart) tokens.push({ kind: "literal", text: text.slice(literalStart, start) });
    tokens.push(token);
    literalStart = end;
  };
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (syntax.wildcards && (character === "*" || character === "?")) add({ kind: character }, at, at + 1);
    if (!syntax.variables || character !== "$" || text[at + 1] !== "{") continue;
    const variable = readVariable(text, at);
    if (variable === undefined) continue;
    add(variable.token, at, variable.end);
    at = variable.end - 1;
  }
  if (literalStart < text.length) tokens.push({ kind: "literal", text: text.slice(literalStart) });
  return tokens;
}

/**
 * The names of a text's variables as they are written, without their defaults, in order; `*`, `?` and `$` among them, which stand
 * for themselves.
 */
export function listVariableNames(text: string): readonly string[] {
  const names: string[] = [];
  for (let at = text.indexOf("${"); at !== -1; at = text.indexOf("${", at)) {
    const variable = readVariable(text, at);
    if (variable !== undefined) names.push(variable.name);
    at = variable?.end ?? at + 1;
  }
  return names;
}

/** `${*}`, `${?}` and `${$}` stand for the character itself. */
const CHARACTERS: ReadonlySet<string> = new Set(["*", "?", "$"]);

interface ReadVariable {
  readonly token: Token;
  /** As it is written. */
  readonly name: string;
  readonly end: number;
}

/** Reads the variable whose `$` stands at `start`; undefined where the text is not a well-formed variable. */
function readVariable(text: string, start: number): ReadVariable | undefined {
  let at = start + 2;
  while (at < text.length && !isKeyEnd(text[at])) at++;
  const key = text.slice(start + 2, at);
  if (key === "") return undefined;
  if (text[at] === "}") {
    const isEscape = CHARACTERS.has(key);
    const token: Token = isEscape ? { kind: "literal", text: key, isEscape } : variableToken(key, undefined);
    return { token, name: key, end: at + 1 };
  }
  if (text[at] !== ",") return undefined;
  const open = skipBlanks(text, at + 1);
  const close = text[open] === "'" ? text.indexOf("'", open + 1) : -1;
  if (close === -1 || text[close + 1] !== "}") return undefined;
  const name = key.trimEnd();
  return { token: variableToken(name, text.slice(open + 1, close)), name, end: close + 2 };
}

function variableToken(key: string, fallback: string | undefined): VariableToken {
  return {
    kind: "variable",
    key: ownText(key.toLowerCase()),
    fallback,
    isMultivalued: isMultivaluedKey(key),
  };
}

function isKeyEnd(character: string | undefined): boolean {
  return character === "}" || character === "," || character === "{" || character === "'";
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === " ") at++;
  return at;
}

/**
 * A variable's value in a request. Undefined where the key is absent and no default is written, and where it is there but
 * multivalued: recorded on AWS, a default does not help then. The text around it matches nothing.
 */
export function resolveVariable(token: VariableToken, context: RequestContext): string | undefined {
  const value = context.get(token.key);
  if (value === undefined) return token.fallback;
  if (typeof value === "string") return token.isMultivalued ? undefined : value;
  return Array.isArray(value) ? undefined : refuseValue(token.key, value);
}

/**
 * The text of tokens after their variables, wildcards left as they are. Undefined as `resolveVariable`, and where the text
 * is longer than `lengthMax`: a variable's value may stand in it hundreds of times.
 */
export function resolveTokens(
  tokens: readonly Token[],
  context: RequestContext,
  lengthMax: number,
): string | undefined {
  let resolved = "";
  for (const token of tokens) {
    const text = token.kind === "variable" ? resolveVariable(token, context) : plainText(token);
    if (text === undefined || resolved.length + text.length > lengthMax) return undefined;
    resolved += text;
  }
  return resolved;
}

function plainText(token: Exclude<Token, VariableToken>): string {
  return token.kind === "literal" ? token.text : token.kind;
}

/** More than people would read. */
const SHOWN_LENGTH_MAX = 8192;

/** What a policy's text says in a request, after its variables; for explanations. Undefined as `resolveTokens`. */
export function resolveText(
  text: string,
  version: PolicyVersion,
  context: RequestContext,
): string | undefined {
  const tokens = parseTemplate(text, { variables: hasVariables(version), wildcards: false });
  return resolveTokens(tokens, context, SHOWN_LENGTH_MAX);
}

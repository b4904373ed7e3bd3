/**
 * A policy document's JSON as the AST, by JSON.parse alone: the judge of the real parser, and its stand-in for cases and
 * generated policies. It expects a valid document and throws on anything else.
 * IAM User Guide, "Grammar of the IAM JSON policy language".
 */
import type {
  ConditionEntry,
  Policy,
  PolicyKind,
  PolicyVersion,
  PrincipalElement,
  PrincipalType,
  Quantifier,
  Statement,
  StringElement,
} from "../src/document/policy.ts";
import { comparisons } from "./comparison.ts";

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
type JsonObject = { readonly [name: string]: Json };

/** Spans are a matter of the real parser. */
const noSpan = { start: 0, end: 0 };

/** @param kind what the document is attached as */
export function readDocument(document: unknown, kind: PolicyKind): Policy {
  const object = asObject(document as Json);
  const version = object.Version ?? "2008-10-17";
  if (version !== "2008-10-17" && version !== "2012-10-17") throw new Error(`No such version: ${version}`);
  return {
    kind,
    version: version satisfies PolicyVersion,
    ...(object.Id === undefined ? {} : { id: asText(object.Id) }),
    statements: asList(object.Statement).map((statement, index) => readStatement(asObject(statement), index)),
  };
}

function readStatement(object: JsonObject, index: number): Statement {
  const action = readElement(object, "Action");
  const resource = readElement(object, "Resource");
  const principal = readPrincipal(object);
  if (action === undefined) throw new Error("A statement has an Action or NotAction.");
  if (object.Effect !== "Allow" && object.Effect !== "Deny") throw new Error("Effect is Allow or Deny.");
  return {
    index,
    ...(object.Sid === undefined ? {} : { sid: asText(object.Sid) }),
    effect: object.Effect,
    ...(principal === undefined ? {} : { principal }),
    action,
    ...(resource === undefined ? {} : { resource }),
    conditions: readConditions(object.Condition ?? {}),
    span: noSpan,
  };
}

function readElement(object: JsonObject, name: string): StringElement | undefined {
  const negatedName = `Not${name}`;
  const value = object[name] ?? object[negatedName];
  if (value === undefined) return undefined;
  return { negated: object[name] === undefined, values: asList(value).map(asText), span: noSpan };
}

function readPrincipal(object: JsonObject): PrincipalElement | undefined {
  const value = object.Principal ?? object.NotPrincipal;
  if (value === undefined) return undefined;
  const negated = object.Principal === undefined;
  if (value === "*") return { negated, everyone: true, entries: [], span: noSpan };
  const entries = Object.entries(asObject(value)).flatMap(([type, names]) =>
    asList(names).map((name) => ({ type: type as PrincipalType, value: asText(name) })),
  );
  return { negated, everyone: false, entries, span: noSpan };
}

function readConditions(block: Json): ConditionEntry[] {
  return Object.entries(asObject(block)).flatMap(([operator, keys]) =>
    Object.entries(asObject(keys)).map(([key, values]) => ({
      ...readOperator(operator),
      key,
      values: asList(values).map(asText),
      span: noSpan,
    })),
  );
}

function readOperator(text: string): Pick<ConditionEntry, "operator" | "quantifier" | "ifExists"> {
  const [, quantifier, name] = /^(?:(ForAllValues|ForAnyValue):)?(\w+)$/.exec(text) ?? [];
  if (name === undefined) throw new Error(`No such operator: ${text}`);
  const quantified = quantifier === undefined ? {} : { quantifier: quantifier as Quantifier };
  const operators = ["Null", ...comparisons.keys()];
  if (operators.includes(name)) return { operator: name, ...quantified, ifExists: false };
  const base = name.replace(/IfExists$/, "");
  if (!comparisons.has(base)) throw new Error(`No such operator: ${text}`);
  return { operator: base, ...quantified, ifExists: true };
}

function asObject(value: Json | undefined): JsonObject {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw new Error(`An object was expected: ${JSON.stringify(value)}`);
}

const asList = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value as Json];

function asText(value: Json): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw new Error(`A string was expected: ${JSON.stringify(value)}`);
}

import type { JsonNode, JsonObject } from "@rolecall/policy";
import {
  memberValue,
  type ShownStatement,
  type VisualCondition,
  type VisualDocument,
  type VisualList,
} from "./read-visual.ts";
import {
  insertItems,
  insertMember,
  removeItem,
  removeMember,
  replaceNode,
  type TextEdit,
} from "./text-edit.ts";

// INVARIANT: each change is one edit of the text, within the statement that it is about. What is not changed is not written anew.

export function setEffect({ effectNode }: ShownStatement, effect: "Allow" | "Deny"): TextEdit {
  return replaceNode(effectNode, effect);
}

/** Behind the values that are there; what stands alone becomes a list. */
export function addValues(text: string, node: JsonNode, values: readonly string[]): TextEdit {
  if (node.kind === "array") return insertItems(text, node, values);
  const added = values.map((value) => `, ${JSON.stringify(value)}`).join("");
  return { start: node.start, end: node.end, text: `[${text.slice(node.start, node.end)}${added}]` };
}

/** The one at this place; a list without values stays a list, and the editor says that it needs some. */
export function removeValue(node: JsonNode, at: number): TextEdit {
  if (node.kind === "array") return removeItem(node, at);
  return { start: node.start, end: node.end, text: "[]" };
}

export function addResources(
  text: string,
  { node, resources }: ShownStatement,
  values: readonly string[],
): TextEdit {
  if (resources === undefined) return insertMember(text, node, "Resource", values);
  return addValues(text, resources.node, values);
}

/** Where these stand in a list, whatever their case. @param wanted in lower case */
export function placesOf({ values }: VisualList, wanted: ReadonlySet<string>): readonly number[] {
  return values.flatMap(({ text }, at) => (wanted.has(text.toLowerCase()) ? [at] : []));
}

export interface NewCondition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** Beside what the statement asks already: under its operator, where that is there. */
export function addCondition(text: string, { node }: ShownStatement, added: NewCondition): TextEdit {
  const { operator, key, values } = added;
  const value = values.length === 1 ? values[0] : values;
  const condition = objectOf(memberValue(node, "Condition"));
  if (condition === undefined) return insertMember(text, node, "Condition", { [operator]: { [key]: value } });
  const keys = objectOf(memberValue(condition, operator));
  if (keys === undefined) return insertMember(text, condition, operator, { [key]: value });
  const same = memberValue(keys, key);
  return same === undefined ? insertMember(text, keys, key, value) : addValues(text, same, values);
}

/** With the last key its operator goes, with the last operator the Condition. */
export function removeCondition({ node }: ShownStatement, { operator, key }: VisualCondition): TextEdit {
  const condition = objectOf(memberValue(node, "Condition"));
  const keys = condition && objectOf(memberValue(condition, operator));
  if (condition === undefined || keys === undefined) throw new RangeError(`There is no ${operator}.`);
  if (keys.members.length > 1) return removeMember(keys, placeOf(keys, key));
  if (condition.members.length > 1) return removeMember(condition, placeOf(condition, operator));
  return removeMember(node, placeOf(node, "Condition"));
}

function objectOf(node: JsonNode | undefined): JsonObject | undefined {
  return node?.kind === "object" ? node : undefined;
}

function placeOf({ members }: JsonObject, wanted: string): number {
  return members.findIndex(({ name }) => name.text === wanted);
}

/** What a statement begins with. */
const NEW_STATEMENT = { Effect: "Allow", Action: [], Resource: [] };

type ReadDocument = Extract<VisualDocument, { ok: true }>;

export function addStatement(text: string, { node }: ReadDocument): TextEdit {
  if (node.kind === "array") return insertItems(text, node, [NEW_STATEMENT]);
  const { start, end } = node;
  return { start, end, text: `[${text.slice(start, end)}, ${JSON.stringify(NEW_STATEMENT)}]` };
}

export function removeStatement({ node }: ReadDocument, at: number): TextEdit {
  return removeValue(node, at);
}

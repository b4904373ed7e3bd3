import { type JsonMember, type JsonNode, type JsonObject, type JsonString, scanJson } from "@rolecall/policy";

/** A list of texts in a statement: its actions or its resources. */
export interface VisualList {
  readonly name: "Action" | "NotAction" | "Resource" | "NotResource";
  readonly node: JsonNode;
  readonly values: readonly JsonString[];
}

export interface VisualCondition {
  /** As written, with its quantifier and IfExists. */
  readonly operator: string;
  readonly key: string;
  readonly node: JsonNode;
  /** Texts, numbers and booleans, as texts. */
  readonly values: readonly { readonly text: string; readonly node: JsonNode }[];
}

/** A statement that can be shown and changed by parts. */
export interface ShownStatement {
  readonly kind: "shown";
  readonly node: JsonObject;
  readonly sid: string | undefined;
  readonly effect: "Allow" | "Deny";
  readonly effectNode: JsonNode;
  readonly actions: VisualList;
  readonly resources: VisualList | undefined;
  readonly conditions: readonly VisualCondition[];
}

/** A statement that says something which parts cannot: it is changed as JSON alone. */
export interface HiddenStatement {
  readonly kind: "hidden";
  readonly node: JsonNode;
  /** A sentence. */
  readonly why: string;
}

export type VisualStatement = ShownStatement | HiddenStatement;

export type VisualDocument =
  | {
      readonly ok: true;
      /** The list of statements, or the one that stands without a list. */
      readonly node: JsonNode;
      readonly statements: readonly VisualStatement[];
    }
  | { readonly ok: false; readonly why: string; readonly offset: number };

/** A document as parts, each with its place in the text: nothing is kept beside the text. Linear in it. */
export function readVisual(text: string): VisualDocument {
  const json = scanJson(text);
  if (!json.ok) return { ok: false, why: json.fault.message, offset: json.fault.start };
  const { root } = json;
  if (root.kind !== "object") return { ok: false, why: "A policy is an object.", offset: root.start };
  const statement = memberValue(root, "Statement");
  if (statement === undefined) return { ok: false, why: "This policy has no Statement.", offset: root.start };
  const nodes = statement.kind === "array" ? statement.items : [statement];
  return { ok: true, node: statement, statements: nodes.map(readStatement) };
}

export function memberValue(object: JsonObject, name: string): JsonNode | undefined {
  return object.members.find((member) => member.name.text === name)?.value;
}

const SHOWN = new Set(["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"]);

function readStatement(node: JsonNode): VisualStatement {
  try {
    return show(node);
  } catch (caught) {
    if (caught instanceof CannotShow) return { kind: "hidden", node, why: caught.message };
    throw caught;
  }
}

/** Why a statement is not shown by parts; caught where statements are read. */
class CannotShow extends Error {}

function show(node: JsonNode): ShownStatement {
  if (node.kind !== "object") throw new CannotShow("It is no object.");
  const unknown = node.members.find(({ name }) => !SHOWN.has(name.text));
  if (unknown !== undefined) throw new CannotShow(`It has "${unknown.name.text}".`);
  const effectNode = memberValue(node, "Effect");
  const effect = effectNode?.kind === "string" ? effectNode.text : undefined;
  if (effectNode === undefined || (effect !== "Allow" && effect !== "Deny"))
    throw new CannotShow("Its Effect is neither Allow nor Deny.");
  const sid = memberValue(node, "Sid");
  if (sid !== undefined && sid.kind !== "string") throw new CannotShow("Its Sid is no text.");
  const actions = readList(node, "Action");
  if (actions === undefined) throw new CannotShow("It names no actions.");
  return {
    kind: "shown",
    node,
    sid: sid?.text,
    effect,
    effectNode,
    actions,
    resources: readList(node, "Resource"),
    conditions: readConditions(memberValue(node, "Condition")),
  };
}

function readList(node: JsonObject, name: "Action" | "Resource"): VisualList | undefined {
  const plain = memberValue(node, name);
  const negated = memberValue(node, `Not${name}`);
  if (plain !== undefined && negated !== undefined)
    throw new CannotShow(`It has both "${name}" and "Not${name}".`);
  const value = plain ?? negated;
  if (value === undefined) return undefined;
  const nodes = value.kind === "array" ? value.items : [value];
  const values = nodes.filter((item): item is JsonString => item.kind === "string");
  if (values.length < nodes.length) throw new CannotShow(`Its "${name}" has what is no text.`);
  return { name: plain === undefined ? `Not${name}` : name, node: value, values };
}

function readConditions(node: JsonNode | undefined): readonly VisualCondition[] {
  if (node === undefined) return [];
  return membersOf(node).flatMap(({ name: { text: operator }, value }) =>
    membersOf(value).map((member) => readCondition(operator, member)),
  );
}

function membersOf(node: JsonNode): readonly JsonMember[] {
  if (node.kind !== "object") throw new CannotShow("Its Condition is not as conditions are.");
  if (node.members.length === 0) throw new CannotShow("Its Condition is empty.");
  return node.members;
}

function readCondition(operator: string, { name: { text: key }, value: node }: JsonMember): VisualCondition {
  const nodes = node.kind === "array" ? node.items : [node];
  const values = nodes.map((item) => {
    if (item.kind === "string" || item.kind === "number" || item.kind === "boolean")
      return { text: item.text, node: item };
    throw new CannotShow(`A value of ${key} is no text.`);
  });
  return { operator, key, node, values };
}

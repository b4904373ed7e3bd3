import type { JsonArray, JsonNode, JsonObject } from "@rolecall/policy";

/** One stretch of a document in place of another. What stands before `start` and behind `end` stays as it is, byte for byte. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export function applyEdit(text: string, edit: TextEdit): string {
  return text.slice(0, edit.start) + edit.text + text.slice(edit.end);
}

/** Another value in place of one. */
export function replaceNode({ start, end }: Pick<JsonNode, "start" | "end">, value: string): TextEdit {
  return { start, end, text: JSON.stringify(value) };
}

/** More items behind those that a list has, laid out as these are. */
export function insertItems(text: string, array: JsonArray, values: readonly unknown[]): TextEdit {
  const layout = layoutOf(text, array);
  return insertParts(
    array,
    layout,
    values.map((value) => formatValue(value, layout)),
  );
}

/** One more member behind those that an object has. */
export function insertMember(text: string, object: JsonObject, name: string, value: unknown): TextEdit {
  const layout = layoutOf(text, object);
  return insertParts(object, layout, [`${JSON.stringify(name)}: ${formatValue(value, layout)}`]);
}

export function removeItem(array: JsonArray, at: number): TextEdit {
  return removePart(array, at);
}

export function removeMember(object: JsonObject, at: number): TextEdit {
  return removePart(object, at);
}

/** How what stands in a list or an object is laid out: each part on a line of its own, or all on one. */
interface Layout {
  readonly isOneLine: boolean;
  /** Before each part. */
  readonly indent: string;
  /** Before the closing bracket. */
  readonly outer: string;
  /** What one step deeper adds. */
  readonly unit: string;
  readonly newline: string;
}

interface Part {
  readonly start: number;
  readonly end: number;
}

function partsOf(container: JsonArray | JsonObject): readonly Part[] {
  if (container.kind === "array") return container.items;
  return container.members.map(({ name, value }) => ({ start: name.start, end: value.end }));
}

function layoutOf(text: string, container: JsonArray | JsonObject): Layout {
  const [first] = partsOf(container);
  const unit = unitOf(text);
  const outer = indentAt(text, container.start);
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const before = text.slice(container.start, first?.start ?? container.end);
  // An empty one is laid out as the document is.
  const isOneLine = first === undefined ? !text.includes("\n") : !before.includes("\n");
  const indent = first === undefined || isOneLine ? outer + unit : indentAt(text, first.start);
  return { isOneLine, indent, outer, unit, newline };
}

/** The blanks with which the line begins that an offset is on. */
function indentAt(text: string, offset: number): string {
  const lineStart = Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? "";
}

/** The document's own step: the blanks before its first member. */
function unitOf(text: string): string {
  const [, unit = "  "] = /^\s*\{[ \t]*\r?\n([ \t]+)"/.exec(text) ?? [];
  return unit;
}

function formatValue(value: unknown, { isOneLine, indent, unit, newline }: Layout): string {
  if (isOneLine) return JSON.stringify(value);
  return JSON.stringify(value, undefined, unit).replaceAll("\n", `${newline}${indent}`);
}

function insertParts(container: JsonArray | JsonObject, layout: Layout, parts: readonly string[]): TextEdit {
  const { isOneLine, indent, outer, newline } = layout;
  const between = isOneLine ? ", " : `,${newline}${indent}`;
  const last = partsOf(container).at(-1);
  if (last !== undefined) {
    const text = parts.map((part) => between + part).join("");
    return { start: last.end, end: last.end, text };
  }
  const inner = parts.join(between);
  const [open, close] = container.kind === "array" ? ["[", "]"] : ["{", "}"];
  const text = isOneLine
    ? `${open}${inner}${close}`
    : `${open}${newline}${indent}${inner}${newline}${outer}${close}`;
  return { start: container.start, end: container.end, text };
}

/** Takes a part and the comma that goes with it; the blanks before the next one, or before the bracket, stay. */
function removePart(container: JsonArray | JsonObject, at: number): TextEdit {
  const parts = partsOf(container);
  const own = parts[at];
  if (own === undefined) throw new RangeError(`There is no part ${at}.`);
  const [previous, next] = [parts[at - 1], parts[at + 1]];
  if (next !== undefined) return { start: own.start, end: next.start, text: "" };
  if (previous !== undefined) return { start: previous.end, end: own.end, text: "" };
  return { start: container.start + 1, end: container.end - 1, text: "" };
}

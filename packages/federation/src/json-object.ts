/** JSON that a stranger sent. */

export type JsonObject = Readonly<Record<string, unknown>>;

/** Levels of objects and arrays inside each other: no claim that anybody knows has more than five. */
const MAX_DEPTH = 16;

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Reads an object, in time linear in the bytes. Of a member that comes twice the last counts, as on AWS (recorded).
 * @returns undefined for what is no UTF-8, no JSON, no object, or too deep
 */
export function readJsonObject(bytes: Uint8Array): JsonObject | undefined {
  let text: string;
  let value: unknown;
  try {
    text = UTF8.decode(bytes);
    if (isTooDeep(text)) return undefined;
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isJsonObject(value) ? value : undefined;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A member of the object's own; undefined where it has none, whatever objects are born with. */
export function memberOf(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** Brackets are counted outside of texts. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') at = endOfText(text, at);
    else if (character === "{" || character === "[") depth++;
    else if (character === "}" || character === "]") depth--;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

function endOfText(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at;
}

import type { JsonArray, JsonMember, JsonNode, JsonObject, JsonScalar, JsonString } from "./json-node.ts";

/** A policy nests six deep at most; the rest is room for a helpful answer instead of a stack overflow. */
export const MAX_DEPTH = 32;

type JsonFaultCode = "invalidJson" | "duplicateKey" | "tooDeep";

interface JsonFault {
  readonly code: JsonFaultCode;
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

type JsonResult =
  | { readonly ok: true; readonly root: JsonNode }
  | { readonly ok: false; readonly fault: JsonFault };

/**
 * Reads JSON text (RFC 8259) into a tree with positions. Stricter than `JSON.parse` where a policy must not be ambiguous:
 * a name may not be repeated in an object, and lone surrogates, which no UTF-8 store keeps, are refused.
 * Linear in the text; stops at the first fault; never throws.
 */
export function scanJson(text: string): JsonResult {
  const scanner = new Scanner(text);
  const root = scanner.document();
  return root === undefined ? { ok: false, fault: scanner.fault! } : { ok: true, root };
}

const BYTE_ORDER_MARK = "\ufeff";
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const LITERAL = /true|false|null/y;
const HEX4 = /[0-9A-Fa-f]{4}/y;

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

/** Below this many members, comparing names pairwise is cheaper than building a set. */
const SMALL_OBJECT = 8;

class Scanner {
  readonly text: string;
  at = 0;
  /** INVARIANT: set exactly when a method answers undefined. */
  fault: JsonFault | undefined;

  constructor(text: string) {
    this.text = text;
  }

  document(): JsonNode | undefined {
    if (this.text.startsWith(BYTE_ORDER_MARK)) return this.failAtMark();
    if (!this.text.isWellFormed()) return this.failAtLoneSurrogate();
    this.skipSpace();
    const root = this.value(0);
    if (root === undefined) return undefined;
    this.skipSpace();
    return this.at === this.text.length ? root : this.failExpecting("the end of the document");
  }

  value(depth: number): JsonNode | undefined {
    switch (this.text.charCodeAt(this.at)) {
      case QUOTE:
        return this.string();
      case OPEN_OBJECT:
        return depth < MAX_DEPTH ? this.object(depth) : this.failTooDeep();
      case OPEN_LIST:
        return depth < MAX_DEPTH ? this.array(depth) : this.failTooDeep();
      default:
        return this.scalar();
    }
  }

  object(depth: number): JsonObject | undefined {
    const start = this.at++;
    const members: JsonMember[] = [];
    let names: Set<string> | undefined;
    this.skipSpace();
    if (this.take(CLOSE_OBJECT)) return { kind: "object", start, end: this.at, members };
    while (true) {
      const member = this.member(depth);
      if (member === undefined) return undefined;
      if (members.length === SMALL_OBJECT) names = new Set(members.map((each) => each.name.text));
      if (isRepeated(member, members, names)) return this.failRepeated(member.name);
      names?.add(member.name.text);
      members.push(member);
      this.skipSpace();
      if (this.take(CLOSE_OBJECT)) return { kind: "object", start, end: this.at, members };
      if (!this.take(COMMA)) return this.failExpecting('"," or "}"');
      this.skipSpace();
    }
  }

  member(depth: number): JsonMember | undefined {
    if (this.text.charCodeAt(this.at) !== QUOTE) return this.failExpecting("a name in double quotes");
    const name = this.string();
    if (name === undefined) return undefined;
    this.skipSpace();
    if (!this.take(COLON)) return this.failExpecting('":"');
    this.skipSpace();
    const value = this.value(depth + 1);
    return value === undefined ? undefined : { name, value };
  }

  array(depth: number): JsonArray | undefined {
    const start = this.at++;
    const items: JsonNode[] = [];
    this.skipSpace();
    if (this.take(CLOSE_LIST)) return { kind: "array", start, end: this.at, items };
    while (true) {
      const item = this.value(depth + 1);
      if (item === undefined) return undefined;
      items.push(item);
      this.skipSpace();
      if (this.take(CLOSE_LIST)) return { kind: "array", start, end: this.at, items };
      if (!this.take(COMMA)) return this.failExpecting('"," or "]"');
      this.skipSpace();
    }
  }

  string(): JsonString | undefined {
    const text = this.text;
    const start = this.at;
    for (let at = start + 1; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) {
        this.at = at + 1;
        return { kind: "string", start, end: at + 1, text: text.slice(start + 1, at) };
      }
      if (code === BACKSLASH) return this.escapedString(start, at);
      if (code < 0x20) return this.failControl(at);
    }
    return this.fail("This string is not closed.", start, text.length);
  }

  /** The slow road of `string`, from the first backslash on. */
  escapedString(start: number, firstEscape: number): JsonString | undefined {
    const text = this.text;
    const parts: string[] = [text.slice(start + 1, firstEscape)];
    this.at = firstEscape;
    while (this.at < text.length) {
      const code = text.charCodeAt(this.at);
      if (code === QUOTE) {
        this.at++;
        const value = parts.join("");
        if (value.isWellFormed()) return { kind: "string", start, end: this.at, text: value };
        return this.fail("This string holds half of a surrogate pair.", start, this.at);
      }
      if (code < 0x20) return this.failControl(this.at);
      const part = code === BACKSLASH ? this.escape() : this.plainRun();
      if (part === undefined) return undefined;
      parts.push(part);
    }
    return this.fail("This string is not closed.", start, text.length);
  }

  escape(): string | undefined {
    const letter = this.text.charAt(this.at + 1);
    const plain = ESCAPES.get(letter);
    if (plain !== undefined) {
      this.at += 2;
      return plain;
    }
    HEX4.lastIndex = this.at + 2;
    const hex = letter === "u" ? HEX4.exec(this.text) : null;
    if (hex === null) return this.fail("This is not an escape of JSON.", this.at, this.at + 2);
    this.at += 6;
    return String.fromCharCode(Number.parseInt(hex[0], 16));
  }

  plainRun(): string {
    const start = this.at;
    while (this.at < this.text.length) {
      const code = this.text.charCodeAt(this.at);
      if (code === QUOTE || code === BACKSLASH || code < 0x20) break;
      this.at++;
    }
    return this.text.slice(start, this.at);
  }

  scalar(): JsonScalar | undefined {
    const start = this.at;
    LITERAL.lastIndex = start;
    const literal = LITERAL.exec(this.text)?.[0];
    NUMBER.lastIndex = start;
    const text = literal ?? NUMBER.exec(this.text)?.[0];
    if (text === undefined) return this.failExpecting("a value");
    this.at = start + text.length;
    const kind = literal === undefined ? "number" : literal === "null" ? "null" : "boolean";
    return { kind, start, end: this.at, text };
  }

  skipSpace(): void {
    const text = this.text;
    let at = this.at;
    let code = text.charCodeAt(at);
    while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) code = text.charCodeAt(++at);
    this.at = at;
  }

  take(code: number): boolean {
    if (this.text.charCodeAt(this.at) !== code) return false;
    this.at++;
    return true;
  }

  fail(message: string, start: number, end: number, code: JsonFaultCode = "invalidJson"): undefined {
    this.fault = { code, message, start, end: Math.min(end, this.text.length) };
  }

  failExpecting(expected: string): undefined {
    const { text, at } = this;
    const found = at < text.length ? JSON.stringify(String.fromCodePoint(text.codePointAt(at)!)) : "the end";
    return this.fail(`Expected ${expected}, found ${found}.`, at, at + 1);
  }

  failControl(at: number): undefined {
    return this.fail("Line breaks and control characters must be escaped in a string.", at, at + 1);
  }

  failTooDeep(): undefined {
    return this.fail(`The document nests deeper than ${MAX_DEPTH} levels.`, this.at, this.at + 1, "tooDeep");
  }

  failRepeated(name: JsonString): undefined {
    const quoted = JSON.stringify(name.text);
    return this.fail(`The name ${quoted} is repeated in one object.`, name.start, name.end, "duplicateKey");
  }

  failAtMark(): undefined {
    return this.fail("There is a byte order mark. Save the file as UTF-8 without one.", 0, 1);
  }

  failAtLoneSurrogate(): undefined {
    const at = this.text.search(/\p{Surrogate}/u);
    return this.fail("This is half of a surrogate pair.", at, at + 1);
  }
}

function isRepeated(
  member: JsonMember,
  members: readonly JsonMember[],
  names: ReadonlySet<string> | undefined,
): boolean {
  const name = member.name.text;
  if (names !== undefined) return names.has(name);
  for (const each of members) if (each.name.text === name) return true;
  return false;
}

/**
 * A JSON document as a tree that remembers where each value stands. Offsets are UTF-16, `end` just after the value.
 * Spec: RFC 8259.
 */
export interface JsonString {
  readonly kind: "string";
  readonly start: number;
  readonly end: number;
  /** Unescaped. */
  readonly text: string;
}

/** `text` is the literal as written, so that no digit of a large number is lost. */
export interface JsonScalar {
  readonly kind: "number" | "boolean" | "null";
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface JsonArray {
  readonly kind: "array";
  readonly start: number;
  readonly end: number;
  readonly items: readonly JsonNode[];
}

export interface JsonObject {
  readonly kind: "object";
  readonly start: number;
  readonly end: number;
  /** In the order of the text. INVARIANT: no two members have the same name. */
  readonly members: readonly JsonMember[];
}

export interface JsonMember {
  readonly name: JsonString;
  readonly value: JsonNode;
}

export type JsonNode = JsonString | JsonScalar | JsonArray | JsonObject;

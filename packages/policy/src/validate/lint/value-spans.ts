import type { JsonNode } from "../../document/json-node.ts";
import { scanJson } from "../../document/json-scanner.ts";
import type { Span } from "../../document/span.ts";

/** The place of each value of an element, from the element's own: policies keep only the latter. */
export function valueSpans(text: string, element: Span): readonly Span[] {
  const json = scanJson(text.slice(element.start, element.end));
  return json.ok ? itemSpans(json.root, element.start) : [];
}

interface ConditionSpans {
  readonly key: Span;
  readonly values: readonly Span[];
}

/** The places of a condition's key and values, from the place of both. */
export function conditionSpans(text: string, entry: Span): ConditionSpans {
  const json = scanJson(`{${text.slice(entry.start, entry.end)}}`);
  const member = json.ok && json.root.kind === "object" ? json.root.members[0] : undefined;
  // The brace stands before the text.
  const from = entry.start - 1;
  return member === undefined
    ? { key: entry, values: [] }
    : { key: move(member.name, from), values: itemSpans(member.value, from) };
}

function itemSpans(node: JsonNode, from: number): readonly Span[] {
  const nodes = node.kind === "array" ? node.items : [node];
  return nodes.map((each) => move(each, from));
}

function move({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

import { scanJson } from "../../document/json-scanner.ts";
import type { Span } from "../../document/span.ts";

/** The place of each value of an element, from the element's own: policies keep only the latter. */
export function valueSpans(text: string, element: Span): readonly Span[] {
  const json = scanJson(text.slice(element.start, element.end));
  if (!json.ok) return [];
  const nodes = json.root.kind === "array" ? json.root.items : [json.root];
  return nodes.map((node) => ({ start: element.start + node.start, end: element.start + node.end }));
}

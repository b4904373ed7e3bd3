import { type Finding, showText, validatePolicy } from "@rolecall/policy";
import { isMap, isNode, isScalar, isSeq, parseDocument } from "yaml";
import { documentText } from "../families/document.ts";
import type { LocatedSeed } from "../located-seed.ts";
import { itemsOf } from "../seed-items.ts";
import type { SeedPath } from "../seed-path.ts";

/** @throws SeedError with the first finding for which AWS would refuse a policy document, at its own line. */
export function checkDocuments(located: LocatedSeed): void {
  for (const { path, accountId, documents } of itemsOf(located.seed)) {
    for (const { path: inItem, document, kind, managed = false } of documents) {
      const text = documentText(document);
      const findings = validatePolicy(text, kind, { managed, accountId });
      const finding = findings.find(({ severity }) => severity === "error");
      if (finding === undefined) continue;
      const here = [...path, ...inItem];
      const { start } = finding.span;
      throw typeof document === "string"
        ? located.fail(here, tell(finding), start)
        : located.fail([...here, ...pathAt(text, start)], tell(finding));
    }
  }
}

function tell({ message, suggestion = "" }: Finding): string {
  return showText(`${message} ${suggestion}`.trimEnd());
}

/** The keys and indexes that lead to what stands at an offset of a JSON text. */
function pathAt(json: string, offset: number): SeedPath {
  const path: (string | number)[] = [];
  let node: unknown = parseDocument(json).contents;
  while (isMap(node) || isSeq(node)) {
    const step = isMap(node) ? stepIntoMap(node.items, offset) : stepIntoList(node.items, offset);
    if (step === undefined) return path;
    path.push(step.key);
    node = step.value;
  }
  return path;
}

function stepIntoMap(pairs: readonly { readonly key: unknown; readonly value: unknown }[], offset: number) {
  const pair = pairs.find(({ key, value }) => covers(key, offset) || covers(value, offset));
  return pair && isScalar(pair.key) ? { key: String(pair.key.value), value: pair.value } : undefined;
}

function stepIntoList(items: readonly unknown[], offset: number) {
  const key = items.findIndex((item) => covers(item, offset));
  return key === -1 ? undefined : { key, value: items[key] };
}

function covers(node: unknown, offset: number): boolean {
  const range = isNode(node) ? node.range : undefined;
  return range != null && range[0] <= offset && offset < range[1];
}

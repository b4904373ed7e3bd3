/** The engine's answers, and how they differ from the oracle's. */
import { compilePolicy } from "../src/compile/compile-policy.ts";
import { compilePolicySet } from "../src/compile/policy-set.ts";
import { compileLayers } from "../src/decide/compiled-layers.ts";
import { decide } from "../src/decide/decide.ts";
import type { Decision, PolicyLayers } from "../src/decide/layers.ts";
import type { Policy, PolicyKind } from "../src/document/policy.ts";
import { evaluate } from "./evaluate.ts";
import type { ScenarioSeries } from "./generate/scenario.ts";
import { readLayers, type WrittenQuestion } from "./judge.ts";
import { type DocumentLayers, mapLayers } from "./layers.ts";
import { readDocument } from "./read-document.ts";

export const judgeByEngine = ({ layers, request }: WrittenQuestion): Decision =>
  decide(request, compileDocuments(layers, readDocument));

/** `read` makes the AST: the oracle's reader, or the real parser. */
export function compileDocuments(
  layers: DocumentLayers,
  read: (document: unknown, kind: PolicyKind) => Policy,
): PolicyLayers {
  return mapLayers(layers, (documents, kind) =>
    compilePolicySet(documents.map((document) => compilePolicy(read(document, kind)))),
  );
}

/**
 * What both answer to each request. The engine is asked with its layers apart and put together. Throws on the first request on
 * which they differ, in decision or in layer.
 */
export function assertAgreement({ layers, requests }: ScenarioSeries): readonly Decision[] {
  const apart = compileDocuments(layers, readDocument);
  const together = compileLayers(apart);
  const read = readLayers(layers);
  return requests.map((request, index) => {
    const oracle = evaluate(request, read);
    const answers = { "layers apart": decide(request, apart), "layers together": decide(request, together) };
    for (const [asked, engine] of Object.entries(answers)) {
      if (engine.decision === oracle.decision && engine.layer === oracle.layer) continue;
      throw new Error(
        `request ${index}, ${asked}: oracle ${oracle.decision} by ${oracle.layer}, engine ${engine.decision} by ${engine.layer}`,
      );
    }
    return oracle;
  });
}

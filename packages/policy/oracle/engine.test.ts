import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { decide } from "../src/decide/decide.ts";
import { parsePolicy } from "../src/document/parse.ts";
import type { PolicyKind } from "../src/document/policy.ts";
import { readCases } from "./case-file.ts";
import { assertAgreement, compileDocuments } from "./engine-judge.ts";
import { FEATURES, featuresOf } from "./generate/features.ts";
import { focusedSeries } from "./generate/focused.ts";
import { policy, type WrittenPolicy } from "./generate/policy.ts";
import { type ScenarioSeries, scenarioSeries, type WrittenLayers } from "./generate/scenario.ts";
import { readDocument } from "./read-document.ts";

const casesFolder = new URL("../cases", import.meta.url).pathname;

describe("the engine against the oracle", () => {
  const counts = new Map(FEATURES.map((feature) => [feature, 0]));
  const agree = (series: ScenarioSeries) => {
    assertAgreement(series);
    for (const feature of featuresOf(series)) counts.set(feature, counts.get(feature)! + 1);
  };

  it("takes the same decision, by the same layer", () => {
    fc.assert(fc.property(scenarioSeries, agree), { numRuns: 2000 });
  });

  it("takes the same decision on a single statement", () => {
    fc.assert(fc.property(focusedSeries, agree), { numRuns: 3000 });
  });

  it("was asked about everything that is rare", () => {
    for (const [feature, count] of counts) assert.ok(count >= 5, `${feature}: ${count} cases`);
  });

  it("answers the same when other requests were asked in between", () => {
    const cases = readCases(casesFolder);
    for (const { layers, request, name, expected } of cases) {
      const compiled = compileDocuments(layers, readDocument);
      for (const other of cases) decide(other.request, compiled);
      assert.equal(decide(request, compiled).decision, expected.decision, name);
    }
  });
});

describe("the parser against the oracle's reader", () => {
  /** False when the parser refuses the document. */
  const agreeOn = (kind: PolicyKind, document: WrittenPolicy): boolean => {
    const parsed = parsePolicy(JSON.stringify(document), kind);
    if (parsed.ok) assert.deepEqual(withoutSpans(parsed.policy), withoutSpans(readDocument(document, kind)));
    return parsed.ok;
  };

  for (const kind of ["identity", "resource"] as const) {
    it(`makes the same of generated policies (${kind})`, () => {
      let parsedCount = 0;
      const documents = policy({ principals: kind === "resource" });
      fc.assert(
        fc.property(documents, (document) => {
          if (agreeOn(kind, document)) parsedCount++;
        }),
        { numRuns: 1000 },
      );
      assert.ok(parsedCount > 100, `only ${parsedCount} of the documents were taken`);
    });
  }

  it("takes the policies of the cases, but for those that AWS would not store", () => {
    const refused = new Set<string>();
    for (const { layers, name } of readCases(casesFolder)) {
      for (const [kind, documents] of documentsByKind(layers)) {
        if (!documents.every((document) => agreeOn(kind, document))) refused.add(name);
      }
    }
    assert.deepEqual([...refused], notStorable);
  });
});

/** What a request would make of them is still told. */
const notStorable = [
  "incomplete-arn: Kinds of policies: a session policy is not completed, and is refused where it is given",
  "principal: Names are exact: a wildcard does not match part of a name",
  "principal: Names are exact: a wildcard does not stand for all users",
  "principal: Names are exact: a wildcard does not stand for all sessions",
  "variable: A variable may not stand before the fifth colon: the account is not replaced",
];

const documentsByKind = (layers: WrittenLayers): readonly [PolicyKind, readonly WrittenPolicy[]][] => [
  ["identity", layers.identity ?? []],
  ["boundary", layers.boundary ?? []],
  ["session", layers.session?.flat() ?? []],
  ["serviceControl", layers.serviceControl?.flat() ?? []],
  ["resourceControl", layers.resourceControl?.flat() ?? []],
  ["resource", [...(layers.resource ?? []), ...(layers.endpoint ?? [])]],
];

const withoutSpans = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (name, inner) => (name === "span" ? undefined : inner)));

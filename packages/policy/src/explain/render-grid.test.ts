import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { compileDocuments } from "../../oracle/engine-judge.ts";
import { scenarioSeries } from "../../oracle/generate/scenario.ts";
import { readDocument } from "../../oracle/read-document.ts";
import { compilePolicy } from "../compile/compile-policy.ts";
import { compilePolicySet } from "../compile/policy-set.ts";
import { parsePolicy } from "../document/parse.ts";
import type { AuthorizationRequest } from "../request/request.ts";
import { CELL_STATES } from "./cell-states.ts";
import { explain } from "./explain.ts";
import { SIGN_SHAPES } from "./grid-signs.ts";
import { layerPasses } from "./layer-passes.ts";
import { renderGrid } from "./render-grid.ts";

function identity(...Statement: readonly object[]) {
  const parsed = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement }), "identity");
  assert.ok(parsed.ok);
  return compilePolicySet([compilePolicy(parsed.policy)]);
}

function ask(resource: string): AuthorizationRequest {
  return {
    principal: {
      kind: "user",
      accountId: "111111111111",
      arn: "arn:aws:iam::111111111111:user/ana",
      id: "AIDAANA",
    },
    action: "s3:GetObject",
    resource,
    resourceAccountId: "111111111111",
    context: new Map(),
  };
}

/** Reads tags and texts one after the other. @throws AssertionError where an element is not closed or a text not escaped */
function assertWellFormed(svg: string): void {
  const open: string[] = [];
  const token = /<(\/?)([a-z]+)((?: [a-zA-Z:-]+="[^"<]*")*)(\/?)>|[^<]+/y;
  while (token.lastIndex < svg.length) {
    const at = token.lastIndex;
    const found = token.exec(svg);
    assert.ok(found, `no XML at ${svg.slice(at, at + 60)}`);
    const [whole, isEnd, name = "", , isEmpty] = found;
    if (found[2] === undefined) assert.doesNotMatch(whole, /&(?!(?:amp|lt|gt|quot|apos);)/, whole);
    else if (isEnd) assert.equal(open.pop(), name);
    else if (!isEmpty) open.push(name);
  }
  assert.deepEqual(open, []);
}

const statesOf = (svg: string) => [...svg.matchAll(/data-state="(\w+)"/g)].map(([, state]) => state);

describe("the grid as a picture", () => {
  it("is well-formed XML that loads nothing, with every cell's state, whatever was decided", () => {
    fc.assert(
      fc.property(scenarioSeries, ({ layers: written, requests }) => {
        const layers = compileDocuments(written, readDocument);
        for (const request of requests) {
          const explanation = explain(request, layers);
          const svg = renderGrid(explanation);
          assertWellFormed(svg);
          const passes = layerPasses(explanation);
          assert.deepEqual(statesOf(svg), [
            ...passes.map((each) => each.first),
            ...passes.map((each) => each.second),
          ]);
          assert.equal([...svg.matchAll(/>Decided here</g)].length, 1);
          assert.doesNotMatch(
            svg.replace("http://www.w3.org/2000/svg", ""),
            /href|https?:|url\((?!#)|<script|@import/,
          );
        }
      }),
      { numRuns: 100 },
    );
  });

  it("has signs that differ in outline, so that no state needs its colour", () => {
    const shapes = Object.values(SIGN_SHAPES);
    assert.equal(new Set(shapes).size, shapes.length);
    const shown = new Map(Object.values(CELL_STATES).map(({ sign, mark }) => [sign, mark]));
    assert.equal(shown.size, shapes.length);
    assert.equal(new Set(shown.values()).size, shapes.length);
    // States that share a sign differ in words.
    const words = Object.values(CELL_STATES).map((each) => each.words);
    assert.equal(new Set(words).size, words.length);
  });

  it("escapes what comes from outside, and shows what XML cannot hold", () => {
    const explanation = explain(ask(`arn:aws:s3:::<script>"&'\u0000\u001b\ufffe`), {
      identity: identity({ Effect: "Allow", Action: "ec2:*", Resource: "*" }),
    });
    const svg = renderGrid(explanation);
    assertWellFormed(svg);
    assert.ok(svg.includes("arn:aws:s3:::&lt;script&gt;&quot;&amp;&apos;\\u0000\\u001b\\ufffe"));
    const long = renderGrid(explain(ask(`arn:aws:s3:::${"x".repeat(50_000)}`), {}));
    assert.ok(long.length < 20_000, `${long.length}`);
  });

  it("is light and dark by the reader's system, and tells its cells in words", () => {
    const all = { Effect: "Allow", Action: "*", Resource: "*" };
    const layers = { identity: identity(all), boundary: identity({ ...all, Effect: "Deny" }) };
    const svg = renderGrid(explain(ask("arn:aws:s3:::photos"), layers));
    assert.match(svg, /@media\(prefers-color-scheme:dark\)/);
    assert.match(svg, /<title id="title">Denied: the permissions boundary forbids it<\/title>/);
    assert.match(
      svg,
      /Permissions boundary: denies, does not allow, decided here, next to stop it\. Session policy: none/,
    );
    assert.match(svg, />Not reached\. It would</);
  });
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { scenarioSeries } from "../../oracle/generate/scenario.ts";
import { type DocumentLayers, mapLayers } from "../../oracle/layers.ts";
import { readDocument } from "../../oracle/read-document.ts";
import { type CompiledPolicy, compilePolicy } from "../compile/compile-policy.ts";
import { compilePolicySet } from "../compile/policy-set.ts";
import { decide } from "../decide/decide.ts";
import type { LayerName, PolicyLayers } from "../decide/layers.ts";
import { parsePolicy } from "../document/parse.ts";
import type { PolicyKind } from "../document/policy.ts";
import type { AuthorizationRequest } from "../request/request.ts";
import { explain } from "./explain.ts";
import type { Explanation } from "./explanation.ts";
import { exportExplanation } from "./export-explanation.ts";
import { headline } from "./headline.ts";
import { layerPasses } from "./layer-passes.ts";
import { plainText } from "./phrases.ts";
import { redactExplanation } from "./redact-explanation.ts";
import { renderGrid } from "./render-grid.ts";
import { renderTree } from "./render-tree.ts";

/** Stands in everything that is known of a hidden policy, and nowhere else. */
const MARK = "zqx";

interface Statement {
  readonly Sid?: string;
}

/** A document with the mark in a Sid, an action, an ARN, a key, a value and its id. */
function mark(document: unknown, kind: PolicyKind): unknown {
  const { Statement: written, ...rest } = document as {
    readonly Statement: Statement | readonly Statement[];
  };
  const statements = [written].flat();
  const Principal = /^resource/.test(kind)
    ? { Principal: { AWS: `arn:aws:iam::999999999999:role/${MARK}` } }
    : {};
  const own = {
    Effect: "Deny",
    Action: [`${MARK}:Do`, "s3:GetObject"],
    Resource: `arn:aws:${MARK}:::it`,
    Condition: { StringEquals: { [`${MARK}:key`]: `value-${MARK}` } },
    ...Principal,
  };
  return {
    ...rest,
    Id: MARK,
    Statement: [...statements, own].map((each, at) => ({ ...each, Sid: `${MARK}${at}` })),
  };
}

interface Variant {
  readonly layers: PolicyLayers;
  readonly hidden: ReadonlyMap<CompiledPolicy, unknown>;
}

/**
 * The layers of which each policy is hidden or not. Where there are `others`, two of them stand in the place of each that is hidden, so
 * that their number differs too.
 */
function compileVariant(
  written: DocumentLayers,
  isHidden: readonly boolean[],
  others: readonly unknown[],
): Variant {
  const hidden = new Map<CompiledPolicy, unknown>();
  let place = 0;
  const hide = (document: unknown, kind: PolicyKind) => {
    const marked = mark(document, kind);
    const policy = compilePolicy(readDocument(marked, kind));
    hidden.set(policy, marked);
    return policy;
  };
  const compile = (document: unknown, kind: PolicyKind): readonly CompiledPolicy[] => {
    const at = place++;
    if (isHidden[at % isHidden.length] !== true) return [compilePolicy(readDocument(document, kind))];
    if (others.length === 0) return [hide(document, kind)];
    return [at, at + 1].map((from) => hide(others[from % others.length], kind));
  };
  const layers = mapLayers(written, (documents, kind) =>
    compilePolicySet(documents.flatMap((document) => compile(document, kind))),
  );
  return { layers, hidden };
}

function explainRedacted(request: AuthorizationRequest, { layers, hidden }: Variant): Explanation {
  const explanation = explain(request, layers, {
    describe: (policy) => {
      const document = hidden.get(policy);
      if (document === undefined) return { name: "open", versionId: "v1" };
      const name = `policy-${MARK}`;
      return {
        name,
        arn: `arn:aws:iam::aws:policy/${name}`,
        versionId: MARK,
        since: MARK,
        attachedTo: `arn:aws:iam::111111111111:user/${MARK}`,
        document: JSON.stringify(document),
        readAction: "iam:GetPolicyVersion",
      };
    },
    describeLevel: (layer, level) => ({ kind: "unit", name: `${layer} ${level}`, id: `ou-${level}` }),
  });
  return redactExplanation(explanation, ({ name }) => name === "open");
}

const documentsOf = (written: DocumentLayers): readonly unknown[] => {
  const found: unknown[] = [];
  mapLayers(written, (documents) => found.push(...documents));
  return found;
};

const withoutEscapes = (_name: string, value: unknown) =>
  value instanceof Object && "escapes" in value ? { ...value, escapes: [] } : value;

describe("a redacted explanation", () => {
  const hiding = fc.array(fc.boolean(), { minLength: 1, maxLength: 12 });

  it("says nothing of a hidden document, and still what was decided", () => {
    let hidden = 0;
    fc.assert(
      fc.property(scenarioSeries, hiding, ({ layers: written, requests }, isHidden) => {
        const variant = compileVariant(written, isHidden, []);
        for (const request of requests) {
          const redacted = explainRedacted(request, variant);
          const shown = [
            JSON.stringify(redacted),
            JSON.stringify(exportExplanation(redacted)),
            renderTree(redacted, { allStatements: true }),
            renderGrid(redacted),
          ];
          for (const each of shown) assert.ok(!each.includes(MARK), each);
          assert.equal(redacted.hidden.length > 0, variant.hidden.size > 0);
          const { decision, layer } = decide(request, variant.layers);
          const { sentence, paragraph, more, ...told } = headline(redacted);
          assert.deepEqual(told, { decision, layer });
          assert.match(sentence, decision === "allowed" ? /^Allowed/ : /^Denied/);
          assert.ok(!`${plainText(paragraph)}${more}`.includes(MARK));
          const [cell] = layerPasses(redacted).filter(({ decides }) => decides !== undefined);
          assert.equal(cell?.layer, layer);
          if (decision === "explicitDeny") assert.equal(cell?.first, "denies");
          if (decision === "implicitDeny") assert.equal(cell?.second, "doesNotAllow");
          hidden += redacted.hidden.length;
        }
      }),
      { numRuns: 250 },
    );
    assert.ok(hidden > 100, `${hidden} layers`);
  });

  it("is the same whatever the hidden policies say, where the same is decided", () => {
    let pairs = 0;
    fc.assert(
      fc.property(
        scenarioSeries,
        scenarioSeries,
        hiding,
        ({ layers: written, requests }, other, isHidden) => {
          const [one, two] = [[], documentsOf(other.layers)].map((others) =>
            compileVariant(written, isHidden, others),
          );
          for (const request of requests) {
            const [left, right] = [decide(request, one!.layers), decide(request, two!.layers)];
            if (left !== right || one!.hidden.size === 0) continue;
            pairs++;
            const [first, second] = [one!, two!].map((each) =>
              JSON.parse(JSON.stringify(explainRedacted(request, each), withoutEscapes)),
            );
            assert.deepEqual(first, second);
          }
        },
      ),
      { numRuns: 400 },
    );
    assert.ok(pairs > 100, `${pairs} pairs`);
  });

  const request: AuthorizationRequest = {
    principal: {
      kind: "user",
      accountId: "111111111111",
      arn: "arn:aws:iam::111111111111:user/ana",
      id: "AIDAANA",
    },
    action: "s3:DeleteObject",
    resource: "arn:aws:s3:::photos/cat.jpg",
    resourceAccountId: "111111111111",
    context: new Map(),
  };
  const ALL = { Effect: "Allow", Action: "*", Resource: "*" };

  function policy(...Statement: readonly object[]): CompiledPolicy {
    const kind = Statement.some((each) => "Principal" in each) ? "resource" : "identity";
    const parsed = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement }), kind);
    assert.ok(parsed.ok);
    return compilePolicy(parsed.policy);
  }

  const explainWithout = (layers: PolicyLayers, hidden: LayerName) =>
    redactExplanation(explain(request, layers), (_policy, { layer }) => layer !== hidden);

  it("keeps that a service control policy denies, and says by which action it would be read", () => {
    const guard = policy(ALL, { ...ALL, Effect: "Deny", Sid: "Secret" });
    const layers = {
      serviceControl: [compilePolicySet([policy(ALL)]), compilePolicySet([guard])],
      identity: compilePolicySet([policy({ ...ALL, Action: "s3:Get*" })]),
    };
    const redacted = explainWithout(layers, "serviceControl");
    assert.deepEqual(redacted.hidden, [
      { layer: "serviceControl", readAction: "organizations:DescribePolicy", decides: true },
    ]);
    const own = redacted.layers.filter(({ layer }) => layer === "serviceControl");
    assert.deepEqual(
      own.map(({ verdict, statements, policies, node }) => ({ verdict, statements, policies, node })),
      [
        {
          verdict: "denies",
          statements: [],
          policies: [{ isHidden: true, readAction: "organizations:DescribePolicy" }],
          node: undefined,
        },
      ],
    );
    const told = headline(redacted);
    assert.equal(told.sentence, "Denied: a service control policy forbids it");
    assert.equal(
      plainText(told.paragraph),
      "You may not read the policy that decided: organizations:DescribePolicy.",
    );
    // What the reader's own policies lack is still told.
    assert.equal(told.more, "That is not all: even without that, no identity policy allows it.");
    assert.deepEqual(
      redacted.additions.map(({ layer, kind }) => [layer, kind]),
      [["identity", "addStatement"]],
    );
  });

  it("does not tell what a layer says that did not decide", () => {
    const layers = {
      serviceControl: [compilePolicySet([policy(ALL, { ...ALL, Effect: "Deny" })])],
      identity: compilePolicySet([policy({ ...ALL, Effect: "Deny", Sid: "Secret" })]),
    };
    const redacted = explainWithout(layers, "identity");
    const identity = layerPasses(redacted).find(({ layer }) => layer === "identity");
    assert.deepEqual(
      [identity?.first, identity?.second, identity?.words.first, identity?.stopsNext],
      ["unknown", "unknown", "unknown to you", undefined],
    );
    assert.equal(headline(redacted).more, "Policies that you may not read may stand in the way too.");
  });

  it("does not tell that the resource's policy grants, by a change that is not needed", () => {
    const user = "arn:aws:iam::111111111111:user/ana";
    const [granting, silent] = [user, "arn:aws:iam::111111111111:user/eve"].map((AWS) => {
      const resource = compilePolicySet([policy({ ...ALL, Principal: { AWS } })]);
      const boundary = compilePolicySet([policy({ ...ALL, Action: "ec2:*" })]);
      const serviceControl = [compilePolicySet([policy(ALL, { ...ALL, Effect: "Deny" })])];
      const layers = { resource, boundary, serviceControl };
      assert.equal(explain(request, layers).additions.length, AWS === user ? 1 : 3);
      return explainWithout(layers, "resource");
    });
    assert.deepEqual(granting, silent);
    assert.deepEqual(
      granting?.additions.map(({ layer, kind }) => [layer, kind]),
      [["serviceControl", "liftDeny"]],
    );
  });

  it("is the explanation itself to who may read everything", () => {
    const explanation = explain(request, { identity: compilePolicySet([policy(ALL)]) });
    assert.equal(
      redactExplanation(explanation, () => true),
      explanation,
    );
  });
});

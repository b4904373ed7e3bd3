import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import type { SimulateCustomPolicyRequest } from "@rolecall/contracts/iam";
import { type ContextValue, compilePolicy, parsePolicy, type RequestContext } from "@rolecall/policy";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { iamService } from "../index.ts";
import { openScenario, type Scenario } from "./scenario.ts";
import { simulatePage } from "./simulate-page.ts";
import { simulatedCaller } from "./simulated-caller.ts";
import { allow, OBJECT } from "./simulation.test-support.ts";
import { PAGE_WORK_MAX } from "./simulation-work.ts";
import type { SourcePolicy } from "./source-policy.ts";

let h: Harness<IamOperations>;
before(async () => {
  h = await createHarness(iamService);
});
after(() => h.close());

const ask = (input: Partial<SimulateCustomPolicyRequest>) =>
  h.ask(h.root, "SimulateCustomPolicy", { PolicyInputList: [allow("*")], ActionNames: [], ...input });

const namesOf = (results: Awaited<ReturnType<typeof ask>>) =>
  (results.EvaluationResults ?? []).map(({ EvalActionName }) => EvalActionName);

test("pages count actions, whatever else changes between them, and a marker is the account's own", async () => {
  const ActionNames = ["s3:PutObject", "iam:GetUser", "s3:GetObject"];
  const first = await ask({ ActionNames, MaxItems: 1 });
  assert.deepEqual([namesOf(first), first.IsTruncated], [["s3:PutObject"], true]);
  const { Marker } = first;
  const rest = await ask({ ActionNames, MaxItems: 2, Marker });
  assert.deepEqual([namesOf(rest), rest.IsTruncated, rest.Marker], [ActionNames.slice(1), false, undefined]);
  const fewer = await ask({ ActionNames: ["s3:DeleteObject"], Marker });
  assert.deepEqual([namesOf(fewer), fewer.IsTruncated], [[], false]);
  const message = "Invalid marker for pagination.";
  await refuses(ask({ ActionNames, Marker: "made up" }), "InvalidInput", message);
  const other = await h.addAccount("222222222222");
  const stolen = h.ask(other, "SimulateCustomPolicy", { PolicyInputList: [], ActionNames, Marker });
  await refuses(stolen, "InvalidInput", message);
});

/** What the input of one call can hold: characters of all its texts. */
const BODY = 1_048_576;
const DOCUMENT = 65_536;

/** A long document of one statement. */
function longest(values: (count: number) => Readonly<Record<string, unknown>>): string {
  let text = "";
  for (let count = 1024; ; count *= 2) {
    const longer = allow("s3:*", values(count));
    if (longer.length > DOCUMENT) return text;
    text = longer;
  }
}

const numbered = (count: number, of: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => of(i));

/** Documents in which each value costs a comparison, of one sort each. */
const DEAR: Readonly<Record<string, string>> = {
  actions: longest((count) => ({ Action: numbered(count, (i) => `s3:*${i}`) })),
  resources: longest((count) => ({ Resource: numbered(count, (i) => `arn:aws:s3:::*${i}`) })),
  conditions: longest((count) => ({
    Condition: { StringLike: { "x:key": numbered(count, (i) => `*${i}`) } },
  })),
  keys: longest((count) => ({
    Condition: { StringEquals: Object.fromEntries(numbered(count, String).map((i) => [`x:key${i}`, "a"])) },
  })),
  variables: longest((count) => ({
    Resource: `arn:aws:s3:::${"*${x:key}".repeat(count)}`,
    Condition: { StringLike: { "x:key": ["*${x:key}".repeat(count), "${x:key}".repeat(count)] } },
  })),
  statements: `{"Statement":[${numbered(2_000, () => '{"Effect":"Allow","Action":"*","Resource":"*"}').join(",")}]}`,
};

interface Counted {
  readonly scenario: Scenario;
  /** How often a condition key was asked for. */
  asked(): number;
  readonly conditions: number;
}

function sourcePolicies(...texts: readonly string[]): readonly SourcePolicy[] {
  return texts.map((text, index) => {
    const parsed = parsePolicy(text, "identity");
    assert.ok(parsed.ok);
    return { layer: "identity", id: String(index), policy: compilePolicy(parsed.policy), text };
  });
}

/** A scenario whose conditions are counted when they are asked. */
function counted(policies: readonly SourcePolicy[], value: ContextValue): Counted {
  const scenario = openScenario({
    caller: simulatedCaller("arn:aws:iam::111111111111:user/ann"),
    entries: new Map([["x:key", value]]),
    policies,
    compiled: policies.map(({ policy }) => policy),
    isBounded: false,
    organization: undefined,
    ownerId: undefined,
  });
  let gets = 0;
  const context: RequestContext = {
    get(key) {
      gets += 1;
      return scenario.context.get(key);
    },
  };
  const conditions = policies.flatMap(({ policy }) => policy.statements.flatMap((each) => each.conditions));
  return { scenario: { ...scenario, context }, asked: () => gets, conditions: conditions.length };
}

const texts = (value: unknown): number =>
  typeof value === "string"
    ? value.length
    : Object.values(Object(value)).reduce((sum: number, each) => sum + texts(each), 0);

test("whatever is asked, a page does no more than its work, and answers a few megabytes", () => {
  const resources = numbered(4_000, (index) => `${OBJECT}${index}`);
  const actions = numbered(1_000, (index) => `s3:Get${index}`);
  const shapes = [
    { actions, resources: [OBJECT] },
    { actions, resources: resources.slice(0, 50) },
    { actions: actions.slice(0, 1), resources },
    { actions, resources: numbered(500, (index) => `${OBJECT}${"x".repeat(2_000)}${index}`) },
  ];
  let refused = 0;
  let whole = 0;
  for (const [name, text] of Object.entries(DEAR)) {
    const policies = sourcePolicies(text, text);
    for (const value of ["a", "a".repeat(BODY / 4)]) {
      for (const shape of shapes) {
        const { scenario, asked, conditions } = counted(policies, value);
        try {
          const { results } = simulatePage(scenario, shape, { from: 0, limit: 1_000 });
          assert.ok(results.length > 0, name);
          assert.ok(texts(results) < 16 * BODY, `${name} answers ${texts(results)}`);
          whole += 1;
        } catch (error) {
          assert.equal((error as { code?: string }).code, "InvalidInput");
          // To count what it costs, the value of each is looked at once.
          assert.ok(asked() <= conditions, `${name} was begun`);
          refused += 1;
        }
        assert.ok(asked() <= PAGE_WORK_MAX, `${name} asked ${asked()} times`);
      }
    }
  }
  assert.ok(refused > 0 && whole > 0, `${refused} refused, ${whole} answered`);
});

test("what people ask fits: a hundred actions of a thousand resources, or thousands of resources", async () => {
  const wide = numbered(1_000, (index) => `${OBJECT}${index}`);
  const hundred = numbered(100, (index) => `s3:Get${index}`);
  let answered = 0;
  let Marker: string | undefined;
  do {
    const page = await ask({ ActionNames: hundred, ResourceArns: wide, Marker });
    answered += namesOf(page).length;
    Marker = page.Marker;
  } while (Marker !== undefined);
  assert.equal(answered, 100);
  const many = await ask({
    ActionNames: ["s3:GetObject"],
    ResourceArns: numbered(4_000, (i) => `${OBJECT}${i}`),
  });
  assert.equal(many.EvaluationResults?.[0]?.ResourceSpecificResults?.length, 4_000);
});

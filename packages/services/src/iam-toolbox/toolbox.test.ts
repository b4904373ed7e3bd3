import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { IamToolboxOperations } from "@rolecall/contracts";
import { type DenialDetails, formatDenialDetails } from "@rolecall/operations";
import { createHarness, type Harness } from "../harness.test-support.ts";
import { iamToolboxService } from "./index.ts";

let harness: Harness<IamToolboxOperations>;
before(async () => {
  harness = await createHarness<IamToolboxOperations>(iamToolboxService);
});
after(() => harness.close());

const EVALUATIONS = 45;

function details(): DenialDetails {
  return {
    context: { "aws:username": "ann", "aws:PrincipalTag/team": "blue" },
    policies: [],
    evaluations: Array.from({ length: EVALUATIONS }, (_, index) => ({
      action: `iam:Action${index}`,
      resource: "*",
      resourceAccountId: harness.accountId,
      context: {},
      decision: index === EVALUATIONS - 1 ? ("explicitDeny" as const) : ("allowed" as const),
      layer: "identity" as const,
      matches: [],
    })),
  };
}

async function keep(id: string, total: number): Promise<void> {
  const record = { id, at: harness.now(), accountId: harness.accountId, bytes: 1, total };
  await harness.store.write((tx) =>
    tx.denials.insert({ ...record, details: formatDenialDetails(details()) }),
  );
}

test("evaluations come in pages, in their order; context and policies stand on each", async () => {
  await keep("paged", 1);
  const actions: string[] = [];
  const sizes: number[] = [];
  let nextToken: string | undefined;
  do {
    const input = { authorizationId: "paged", ...(nextToken !== undefined && { nextToken }) };
    const page = await harness.ask(harness.root, "GetRequestAuthorizationDetails", input);
    assert.deepEqual(page.requestContext, details().context);
    assert.deepEqual(page.policies, []);
    actions.push(...page.evaluations.map(({ action }) => action));
    sizes.push(page.evaluations.length);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  assert.deepEqual(sizes, [20, 20, 5]);
  assert.deepEqual(
    actions,
    details().evaluations.map(({ action }) => action),
  );
});

test("a token goes on with the same denial alone", async () => {
  await keep("first", 2);
  await keep("second", 3);
  const ask = (authorizationId: string, nextToken?: string) =>
    harness.ask(harness.root, "GetRequestAuthorizationDetails", { authorizationId, nextToken });
  const { nextToken } = await ask("first");
  assert.equal((await ask("first", nextToken)).evaluations.length, 20);
  await assert.rejects(ask("second", nextToken), { code: "ValidationException" });
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { loadContract, type Shape, serviceNames } from "@rolecall/contracts";
import { recordedJson, redactedJson } from "./redact.ts";

const HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS";
const SECRET = "must-not-be-seen";
/** Deeper than any contract nests without coming back to itself. */
const MAX_DEPTH = 12;

/** A value of a shape; text is the secret where it is one, and the member's name elsewhere. */
function sample(shape: Shape, isSecret: boolean, depth = 0): unknown {
  const secret = isSecret || shape.sensitive;
  switch (shape.kind) {
    case "structure": {
      if (depth > MAX_DEPTH) return {};
      return Object.fromEntries(
        shape.members.map((member) => [member.name, sample(member.shape, secret, depth + 1)]),
      );
    }
    case "list":
      return depth > MAX_DEPTH ? [] : [sample(shape.element, secret, depth + 1)];
    case "map":
      return { [secret ? SECRET : "key"]: sample(shape.value, secret, depth + 1) };
    case "string":
      return secret ? SECRET : "open";
    case "blob":
      return Buffer.from(SECRET);
    case "timestamp":
      return new Date(0);
    case "boolean":
      return true;
    default:
      return 1;
  }
}

function* shapesOfAll(contract: Awaited<ReturnType<typeof loadContract>>) {
  for (const name of contract.operations.names) {
    const operation = contract.operations.get(name);
    if (operation === undefined) continue;
    yield { name: `${name} input`, shape: operation.input as Shape | undefined };
    yield { name: `${name} output`, shape: operation.output as Shape | undefined };
  }
}

for (const service of serviceNames) {
  test(`what ${service} calls sensitive is in no record`, async () => {
    let seen = 0;
    for (const { name, shape } of shapesOfAll(await loadContract(service))) {
      if (shape === undefined) continue;
      const text = redactedJson(shape, sample(shape, false)) ?? assert.fail(name);
      JSON.parse(text);
      assert.ok(!text.includes(SECRET), name);
      assert.ok(!text.includes(Buffer.from(SECRET).toString("base64")), name);
      seen += 1;
    }
    assert.ok(seen > 0);
  });
}

/** Members whose names sound secret and that are none. A new contract's belong here, or among the hidden. */
const OPEN_NAMES: ReadonlySet<string> = new Set([
  "ClientToken",
  "Code",
  "ErrorCode",
  "HttpTokens",
  "LatestIngestionErrorCode",
  "NextToken",
  "SubjectFromWebIdentityToken",
  "nextToken",
]);

test("names that sound secret are hidden, or known to be none", async () => {
  const shown = new Set<string>();
  for (const service of serviceNames) {
    for (const { shape } of shapesOfAll(await loadContract(service))) collectShown(shape, shown);
  }
  assert.deepEqual(
    [...shown].filter((name) => !OPEN_NAMES.has(name)),
    [],
  );
});

const SOUNDS_SECRET = /(?:secret|password|token|assertion|code)\w?$|^secret/i;

/** Text members with such names that a record would show. */
function collectShown(shape: Shape | undefined, shown: Set<string>, seen = new Set<Shape>()): void {
  if (shape === undefined || shape.sensitive || seen.has(shape)) return;
  seen.add(shape);
  if (shape.kind === "list") collectShown(shape.element, shown, seen);
  if (shape.kind === "map") collectShown(shape.value, shown, seen);
  if (shape.kind !== "structure") return;
  for (const member of shape.members) {
    collectShown(member.shape, shown, seen);
    if (member.shape.kind !== "string" || !SOUNDS_SECRET.test(member.name)) continue;
    const only = { ...shape, members: [member] };
    const text = redactedJson(only, { [member.name]: "open" }) ?? assert.fail(member.name);
    if (!text.includes(HIDDEN)) shown.add(member.name);
  }
}

async function assumeRoleInput(): Promise<Shape> {
  const { operations } = await loadContract("sts");
  return operations.get("AssumeRole")?.input ?? assert.fail();
}

test("long texts are cut, and keys of the client's choice stay keys", async () => {
  const Tags = [{ Key: "__proto__", Value: '"v\n' }];
  const shown = JSON.parse(redactedJson(await assumeRoleInput(), { Policy: "x".repeat(50_000), Tags }) ?? "");
  assert.equal(shown.policy, `${"x".repeat(20_480)}… (50000 characters)`);
  assert.deepEqual(shown.tags, [{ key: "__proto__", value: '"v\n' }]);
});

test("no policy that can be stored is hidden behind white space", async () => {
  const quota = 10_240;
  const statement = `{"Effect":"Allow","Action":"*","Resource":"*"}`;
  const padded = `${" ".repeat(100_000)}${"[ ".repeat(quota - statement.length)}${statement}`;
  const shown = JSON.parse(redactedJson(await assumeRoleInput(), { Policy: padded }) ?? "");
  assert.ok(shown.policy.endsWith(statement));
});

test("a value of more than 100 KB is left out, with CloudTrail's note", async () => {
  const { operations } = await loadContract("iam");
  const input = operations.get("SimulateCustomPolicy")?.input ?? assert.fail();
  const PolicyInputList = Array.from({ length: 6 }, () => "x".repeat(20_000));
  const shown = JSON.parse(
    recordedJson("requestParameters", input, { PolicyInputList, ActionNames: [] }) ?? "",
  );
  assert.deepEqual(shown, { reason: "requestParameters too large", omitted: true, originalSize: 120_056 });
});

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { AuthenticationError, type IdentifiedCaller } from "@rolecall/access";
import { loadContractIndex } from "@rolecall/contracts";
import { toAccessKeyId } from "@rolecall/names";
import { NO_AUDIT_EVENTS } from "@rolecall/operations";
import { createRouter } from "@rolecall/protocols";
import { auditLine } from "../audit/event.ts";
import { createDenials } from "../denials/denials.ts";
import { openTestInstallation } from "../installation/installation.test-support.ts";
import type { Installation } from "../installation/installation.ts";
import { createMetrics } from "../metrics.ts";
import { createPipeline, type EstablishedCall, type Pipeline } from "./handle.ts";
import type { Passage } from "./passage.ts";
import { createRecorder } from "./record.ts";

/** The entrance for callers that were established without a signature of their own. */
const SEED = `accounts:
  - id: "111111111111"
    users:
      - name: admin
        policies: [arn:aws:iam::aws:policy/AdministratorAccess]
        accessKeys: [{ id: AKIAADMINADMINADMIN, secret: test-secret-of-at-least-16 }]
      - name: near
        inlinePolicies:
          Near:
            Version: "2012-10-17"
            Statement:
              Effect: Allow
              Action: iam:GetUser
              Resource: "*"
              Condition:
                IpAddress: { aws:SourceIp: 192.0.2.0/24 }
                Bool: { aws:SecureTransport: "true" }
        accessKeys: [{ id: AKIANEARNEARNEARNEA, secret: test-secret-of-at-least-16 }]
`;
const ORIGIN = {
  id: "00000000-0000-4000-8000-000000000000",
  sourceIp: "192.0.2.7",
  userAgent: "a browser",
  isSecureTransport: true,
};

let installation: Installation;
let pipeline: Pipeline;
let passages: Passage[] = [];
const bugs: unknown[] = [];

before(async () => {
  installation = await openTestInstallation({ seed: SEED });
  const audit = {
    record: (passage: Passage) => passages.push(passage),
    recordSignIn() {},
    events: NO_AUDIT_EVENTS,
    forget() {},
    close: async () => {},
  };
  pipeline = createPipeline({
    denials: createDenials({
      hasIds: true,
      consoleUrl: "http://console.test",
      keyRing: installation.keyRing,
      log: installation.denialLog,
      onNotKept: () => {},
    }),
    installation,
    router: createRouter(await loadContractIndex()),
    recorder: createRecorder({
      audit,
      metrics: createMetrics(),
      usage: installation.usage,
      traces: installation.accessTraceLog,
    }),
    onRemedy: () => {},
    onBug: (error) => bugs.push(error),
    onOutage: (error) => bugs.push(error),
  });
});
after(() => installation.close());
beforeEach(() => {
  passages = [];
});

/** Whom a session of the console or a gateway would stand for. */
async function callerOf(accessKeyId: string): Promise<IdentifiedCaller> {
  const { directory, store } = installation;
  const key = await store.read((tx) => directory.accessKey(tx, toAccessKeyId(accessKeyId)));
  return key?.caller ?? assert.fail("no such key");
}

async function perform(call: Partial<EstablishedCall> & Pick<EstablishedCall, "operation" | "input">) {
  const caller = await callerOf("AKIAADMINADMINADMIN");
  return pipeline.perform({ caller, service: "iam", origin: ORIGIN, ...call });
}

test("a call is authorized, performed and recorded as if it had been signed", async () => {
  const { output } = await perform({ operation: "CreateUser", input: { UserName: "ann" } });
  assert.equal((output as { User: { UserName: string } }).User.UserName, "ann");
  assert.equal(passages.length, 1);
  const event = JSON.parse(auditLine(passages[0] ?? assert.fail(), "id"));
  assert.equal(event.eventName, "CreateUser");
  assert.equal(event.eventSource, "iam.amazonaws.com");
  assert.equal(event.userIdentity.userName, "admin");
  assert.equal(event.sourceIPAddress, "192.0.2.7");
  assert.equal(event.userAgent, "a browser");
  assert.equal(event.requestID, ORIGIN.id);
  assert.deepEqual(event.requestParameters, { userName: "ann" });
  assert.equal(event.responseElements.user.userName, "ann");
});

test("who is not confirmed in the transaction changes nothing, and is recorded", async () => {
  let looked = 0;
  const confirm = async () => {
    looked++;
    throw new AuthenticationError({ reason: "unknownAccessKeyId", accessKeyId: "ASIAENDED" });
  };
  const { failure } = await perform({ operation: "CreateUser", input: { UserName: "late" }, confirm });
  assert.deepEqual([failure?.code, looked], ["InvalidClientTokenId", 1]);
  assert.equal(passages.at(-1)?.outcome.failure?.code, "InvalidClientTokenId");
  const found = await perform({ operation: "GetUser", input: { UserName: "late" }, confirm: async () => {} });
  assert.equal(found.failure?.code, "NoSuchEntity");
});

test("conditions see where the client is, not who asks for it", async () => {
  const caller = await callerOf("AKIANEARNEARNEARNEA");
  const call = { caller, operation: "GetUser", input: {} };
  assert.ok((await perform(call)).output);
  for (const other of [{ sourceIp: "198.51.100.7" }, { isSecureTransport: false }]) {
    const { failure } = await perform({ ...call, origin: { ...ORIGIN, ...other } });
    assert.equal(failure?.code, "AccessDenied");
  }
  assert.deepEqual(
    passages.map(({ outcome }) => outcome.failure?.code),
    [undefined, "AccessDenied", "AccessDenied"],
  );
});

test("what is refused is recorded: for its input, for what is not there, for what is not built", async () => {
  const refusals = [
    await perform({ operation: "CreateUser", input: { UserName: "a b" } }),
    await perform({ operation: "GetUser", input: { UserName: "nobody" } }),
    await perform({ service: "sso-admin", operation: "ListInstances", input: {} }),
  ];
  const codes = refusals.map(({ failure }) => failure?.code);
  assert.deepEqual(codes, ["ValidationError", "NoSuchEntity", "NotImplemented"]);
  assert.deepEqual(
    passages.map(({ outcome }) => outcome.failure?.code),
    codes,
  );
});

test("a caller whose credentials ended meanwhile is refused", async () => {
  const caller = await callerOf("AKIANEARNEARNEARNEA");
  const input = { UserName: "near", AccessKeyId: "AKIANEARNEARNEARNEA", Status: "Inactive" };
  assert.deepEqual((await perform({ operation: "UpdateAccessKey", input })).failure, undefined);
  const { failure } = await perform({ caller, operation: "GetUser", input: {} });
  assert.equal(failure?.code, "InvalidClientTokenId");
});

test("an operation that no contract has is a mistake of whoever asks: told, recorded, and no detail given", async () => {
  const { failure } = await perform({ operation: "DropUser", input: {} });
  assert.equal(failure?.code, "InternalFailure");
  assert.equal(passages.length, 1);
  assert.match(String(bugs.pop()), /iam:DropUser is in no contract/);
  assert.deepEqual(bugs, []);
});

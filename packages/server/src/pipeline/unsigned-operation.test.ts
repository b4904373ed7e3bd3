import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { federatedCaller, rootCaller } from "@rolecall/access";
import { loadContractIndex, type StsErrors, type StsOperations } from "@rolecall/contracts";
import { type HttpServer, listen } from "@rolecall/edge";
import { formatArn, parseArn, toAccountId } from "@rolecall/names";
import { defineErrors, defineOperations, defineService, type Service } from "@rolecall/operations";
import { createRouter } from "@rolecall/protocols";
import { type AuditTrail, openAuditTrail } from "../audit/trail.ts";
import { createDenials } from "../denials/denials.ts";
import { createDoors } from "../doors.ts";
import { openTestInstallation } from "../installation/installation.test-support.ts";
import type { Installation } from "../installation/installation.ts";
import { createIssuerPages } from "../issuers/issuer-pages.ts";
import { createManagement } from "../management/management.ts";
import { createOwnHost } from "../management/own-host.ts";
import { createMetrics } from "../metrics.ts";
import { refuseAtEdge } from "./edge-refusal.ts";
import { createPipeline, type Pipeline } from "./handle.ts";
import { createRecorder } from "./record.ts";

/**
 * An operation that nobody signs, from the socket to the audit log's files, without what the real ones need: this one is of STS's
 * contract, and takes a token `good:SUBJECT` at its word.
 */
const ACCOUNT = toAccountId("111111111111");
const PROVIDER = formatArn("oidc-provider", { accountId: ACCOUNT, location: "idp.example" });
const ROLE = formatArn("role", { accountId: ACCOUNT, path: "/", name: "visitor" });
const ACTION = "sts:AssumeRoleWithWebIdentity";
const SEED = `accounts:
  - id: "${ACCOUNT}"
    roles:
      - name: visitor
        trust:
          Version: "2012-10-17"
          Statement:
            Effect: Allow
            Principal: { Federated: ${PROVIDER} }
            Action: ${ACTION}
            Condition: { StringEquals: { "idp.example:sub": ann } }
`;

const stsError = defineErrors<StsErrors>();
const assumeByToken = defineOperations<StsOperations>({ service: "sts" }).readUnsigned(
  "AssumeRoleWithWebIdentity",
  {
    async prove({ input }) {
      const [word, subject] = input.WebIdentityToken.split(":");
      if (word !== "good" || subject === undefined) {
        throw stsError("InvalidIdentityToken", "No token of a provider that is trusted");
      }
      return federatedCaller({
        provider: PROVIDER,
        subject,
        claims: new Map([["idp.example:sub", subject]]),
      });
    },
    on: {
      find({ input, tx, env }) {
        const named = parseArn("role", input.RoleArn) ?? assert.fail();
        return env.directory.roleNamed(tx, named.accountId, named.name);
      },
      permission: ({ input }, role) => ({
        resource: input.RoleArn,
        resourceAccountId: ACCOUNT,
        resourcePolicy: { set: role?.trust ?? assert.fail(), required: true },
      }),
      take: (role) => role,
    },
    perform: async ({ call: { caller } }) => ({
      Provider: caller.provider,
      SubjectFromWebIdentityToken: caller.subject,
    }),
  },
);
const testService: Service = defineService("sts", [assumeByToken]);

let folder: string;
let installation: Installation;
let audit: AuditTrail;
let pipeline: Pipeline;
let server: HttpServer;
let bugs: unknown[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "rolecall-unsigned-"));
  bugs = [];
  installation = await openTestInstallation({ seed: SEED });
  audit = await openAuditTrail({
    share: { place: 0, of: 1 },
    dataFolder: folder,
    limits: { maxBytes: 2 ** 24, maxAgeMs: 86_400_000, reserveBytes: 0, strangersPerSecond: 100 },
    now: Date.now,
    processId: process.pid,
    newEventId: randomUUID,
    tell: (message) => bugs.push(message),
    onLost: (events) => bugs.push(events),
    onLeftOut: () => bugs.push("left out"),
  });
  const services = {
    load: async (name: string) => (name === "sts" ? testService : undefined),
    loadAll: async () => {},
    standing: () => new Map(),
  };
  pipeline = createPipeline({
    installation: { ...installation, services },
    router: createRouter(await loadContractIndex()),
    recorder: createRecorder({
      audit,
      metrics: createMetrics(),
      usage: installation.usage,
      traces: installation.accessTraceLog,
    }),
    denials: createDenials({
      hasIds: false,
      consoleUrl: "http://console.test",
      keyRing: installation.keyRing,
      log: installation.denialLog,
      onNotKept: () => {},
    }),
    onRemedy: (remedy) => bugs.push(remedy),
    onBug: (error) => bugs.push(error),
    onOutage: (error) => bugs.push(error),
  });
  server = await listen({
    host: "127.0.0.1",
    port: 0,
    newRequestId: randomUUID,
    onBug: (error) => bugs.push(error),
    refuse: refuseAtEdge,
    entranceOf: createDoors({
      services: pipeline,
      issuers: createIssuerPages(installation),
      console: { answer: async () => assert.fail("no page asks here") },
      management: createManagement({
        outbox: "",
        version: "1",
        engine: "sqlite",
        instance: "test",
        isOwnHost: createOwnHost([]),
        startedAt: "2026-01-01T00:00:00Z",
        standing: () => installation.store.standing(),
        assertReady: () => installation.store.refresh(),
        renderMetrics: () => "",
        workers: () => 1,
        services: services.standing,
        region: "us-east-1",
      }),
    }),
  });
});
afterEach(async () => {
  await server.close();
  await audit.close();
  await installation.close();
  rmSync(folder, { recursive: true, force: true });
  assert.deepEqual(bugs, []);
});

async function send(WebIdentityToken: string, headers: Readonly<Record<string, string>> = {}) {
  const Action = "AssumeRoleWithWebIdentity";
  const input = { Action, Version: "2011-06-15", RoleArn: ROLE, RoleSessionName: "visit", WebIdentityToken };
  const answer = await fetch(server.endpoint, { method: "POST", body: new URLSearchParams(input), headers });
  return { status: answer.status, text: await answer.text(), id: answer.headers.get("x-amzn-requestid") };
}

/** What the audit log has, in the files of those who proved who they are and in those of strangers. */
async function recorded() {
  await audit.close();
  const names = readdirSync(join(folder, "audit"));
  const eventsOf = (isStrangers: boolean) =>
    names
      .filter((name) => name.includes(".unauthenticated.") === isStrangers)
      .flatMap((name) => readFileSync(join(folder, "audit", name), "utf8").split("\n"))
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line));
  return { proven: eventsOf(false), strangers: eventsOf(true) };
}

const IDENTITY = {
  type: "WebIdentityUser",
  principalId: `${PROVIDER}:ann`,
  userName: "ann",
  identityProvider: PROVIDER,
};

test("who proves who it is and is trusted is answered, and recorded by what it proved", async () => {
  const { status, text, id } = await send("good:ann");
  assert.equal(status, 200);
  assert.match(text, /<SubjectFromWebIdentityToken>ann<\/SubjectFromWebIdentityToken>/);
  const { proven, strangers } = await recorded();
  assert.deepEqual(strangers, []);
  assert.equal(proven.length, 1);
  const [event] = proven;
  assert.deepEqual(event.userIdentity, IDENTITY);
  assert.deepEqual(
    [event.eventSource, event.eventName, event.requestID, event.errorCode],
    ["sts.amazonaws.com", "AssumeRoleWithWebIdentity", id, undefined],
  );
  assert.equal(event.requestParameters.roleArn, ROLE);
  assert.equal(event.responseElements.subjectFromWebIdentityToken, "ann");
  assert.doesNotMatch(JSON.stringify(event), /good:ann/, "a token is a secret");
});

test("who proves who it is and is not trusted is denied, and recorded by what it proved", async () => {
  const { status, text } = await send("good:bob");
  assert.equal(status, 403);
  assert.match(text, new RegExp(`<Message>Not authorized to perform ${ACTION}</Message>`));
  const { proven, strangers } = await recorded();
  assert.deepEqual(strangers, []);
  assert.deepEqual(
    proven.map(({ userIdentity, errorCode }) => [userIdentity.userName, errorCode]),
    [["bob", "AccessDenied"]],
  );
});

test("who proves nothing is refused as the contract says, and recorded among strangers", async () => {
  const { status, text } = await send("bad-token");
  assert.equal(status, 400);
  assert.match(text, /<Code>InvalidIdentityToken<\/Code>/);
  const { proven, strangers } = await recorded();
  assert.deepEqual(proven, []);
  assert.deepEqual(
    strangers.map(({ userIdentity, errorCode }) => [userIdentity.type, errorCode]),
    [["Unknown", "InvalidIdentityToken"]],
  );
});

test("a signature beside the proof is not looked at", async () => {
  const Credential = "AKIAADMINADMINADMIN/20260101/us-east-1/sts/aws4_request";
  const headers = {
    Authorization: `AWS4-HMAC-SHA256 Credential=${Credential}, SignedHeaders=host, Signature=${"0".repeat(64)}`,
  };
  assert.equal((await send("good:ann", headers)).status, 200);
  assert.equal((await send("bad-token", headers)).status, 400);
});

test("nor is a caller who was established in another way: the proof alone counts, and is recorded", async () => {
  const ask = (WebIdentityToken: string) =>
    pipeline.perform({
      caller: rootCaller(ACCOUNT, "AKIAROOT"),
      service: "sts",
      operation: "AssumeRoleWithWebIdentity",
      input: { RoleArn: ROLE, RoleSessionName: "visit", WebIdentityToken },
      origin: { id: randomUUID(), sourceIp: "192.0.2.7", userAgent: undefined, isSecureTransport: true },
    });
  assert.equal((await ask("bad-token")).failure?.code, "InvalidIdentityToken");
  assert.equal((await ask("good:bob")).failure?.code, "AccessDenied");
  assert.equal((await ask("good:ann")).failure, undefined);
  const { proven } = await recorded();
  assert.deepEqual(
    proven.map(({ userIdentity }) => userIdentity.userName),
    [undefined, "bob", "ann"],
  );
});

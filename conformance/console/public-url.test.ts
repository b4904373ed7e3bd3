/** Behind a proxy that speaks TLS and is not said to be trusted: the public URL's scheme says how browsers come. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { ACCOUNT, ADMINISTRATOR, seedWithAdmin } from "../installation/seed.ts";
import { Browser } from "./browser.ts";

const PASSWORD = "Correct-Horse-1-Battery";
const ANA = { account: ACCOUNT, user: "ana", password: PASSWORD };
const PUBLIC = "https://identity.example";

let installation: TestInstallation;
before(async () => {
  const onlyByTls = {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Deny",
        Action: "iam:ListUsers",
        Resource: "*",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  };
  const users = [
    { name: "ana", password: PASSWORD, policies: [ADMINISTRATOR], inlinePolicies: { Tls: onlyByTls } },
  ];
  installation = await startInstallation(seedWithAdmin({ users }), ["--public-url", PUBLIC]);
});
after(() => installation?.stop());

/** A proxy that writes its upstream into Host, as nginx does where it is told nothing. */
const headers = { origin: PUBLIC };

test("every cookie is the host's alone and secure, also one that is taken back", async () => {
  const ana = new Browser(installation);
  const told = await ana.send("POST", "/console/session", { body: ANA, headers });
  assert.equal(told.status, 200, JSON.stringify(told.body));
  ana.csrfToken = told.body.csrfToken;
  const set = told.headers.getSetCookie();
  assert.equal(set.length, 2);
  for (const each of set) assert.match(each, /^__(?:Host|Secure)-.*; HttpOnly; SameSite=Strict; Secure$/);
  assert.equal((await ana.send("GET", "/console/session")).status, 200);
  const left = await ana.send("DELETE", "/console/session", { headers });
  assert.match(left.headers.getSetCookie()[0] ?? "", /^__Host-rolecall-session=; Max-Age=0; .*Secure$/);
});

test("who comes without TLS is told by which address to come", async () => {
  const { status, body } = await new Browser(installation).signIn(ANA);
  assert.deepEqual([status, body.error.code], [403, "RequestRefused"]);
  assert.match(body.error.message, /people reach it by https:\/\/identity\.example/);
});

test("policies are told of the connection alone: nobody who is believed said that it was TLS", async () => {
  const ana = new Browser(installation);
  const told = await ana.send("POST", "/console/session", { body: ANA, headers });
  ana.csrfToken = told.body.csrfToken;
  const list = { body: {}, headers };
  assert.equal((await ana.send("POST", "/console/api/iam/ListUsers", list)).status, 403);
  assert.equal((await ana.send("POST", "/console/api/iam/ListGroups", list)).status, 200);
});

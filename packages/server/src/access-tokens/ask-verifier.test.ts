import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Server } from "node:net";
import { afterEach, test } from "node:test";
import { VerifierUnavailable } from "@rolecall/operations";
import { createAddressGuard } from "../outside-issuers/address-guard.ts";
import { createVerifiers } from "./ask-verifier.ts";
import { parseVerifiers } from "./parse-verifiers.ts";
import { readVerifiers } from "./read-verifiers.ts";

const AMAZON = "www.amazon.com";
const USER = { active: true, client_id: "app", sub: "ann" };
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    (server as ReturnType<typeof createServer>).closeAllConnections();
  }
});

type Answering = (response: ServerResponse, body: string, request: IncomingMessage) => void;

/** A verifier on this machine. @returns its URL */
async function serve(answer: Answering): Promise<string> {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    answer(response, body, request);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/introspect`;
}

interface Place {
  readonly loopback?: boolean;
  readonly addresses?: readonly string[];
  readonly authorization?: string;
}

function verifierAt(url: string, { loopback = true, addresses = [], authorization }: Place = {}) {
  const verifiers = createVerifiers([{ provider: AMAZON, url, authorization }], {
    guard: createAddressGuard({ loopback, networks: [] }),
    resolve: async () => addresses.map((address) => ({ address, family: 4 })),
    clock: () => 1_790_000_000_000,
  });
  const verify = verifiers.get(AMAZON) ?? assert.fail();
  return (token: string, from = "192.0.2.1") => verify(token, from);
}

const answering = (body: unknown) => (response: ServerResponse) => void response.end(JSON.stringify(body));

test("it is asked as RFC 7662 says, and tells the application and the user", async () => {
  let asked: readonly unknown[] = [];
  const url = await serve((response, body, { method, headers }) => {
    asked = [method, headers["content-type"], headers.authorization, body];
    answering(USER)(response);
  });
  const identity = await verifierAt(url, { authorization: "Bearer of-ours" })("Atza|a+b&c=d");
  assert.deepEqual(identity, { appId: "app", userId: "ann" });
  assert.deepEqual(asked, [
    "POST",
    "application/x-www-form-urlencoded",
    "Bearer of-ours",
    "token=Atza%7Ca%2Bb%26c%3Dd&token_type_hint=access_token",
  ]);
});

test("nobody is asked about what cannot be a token", async () => {
  let asked = 0;
  const url = await serve((response) => {
    asked += 1;
    answering(USER)(response);
  });
  for (const token of ["", "a b", "a\n", "\u00e9", "a\u0000"]) {
    assert.equal(await verifierAt(url)(token), undefined);
  }
  assert.equal(asked, 0);
});

test("a token goes nowhere but to the verifier's address, which is checked like an issuer's", async () => {
  let asked = 0;
  const own = await serve((response) => {
    asked += 1;
    answering(USER)(response);
  });
  const elsewhere = await serve((response) => void response.writeHead(307, { location: own }).end());
  await assert.rejects(verifierAt(elsewhere)("token"), /the answer is 307/);
  const { port } = new URL(own);
  for (const [url, place] of [
    [own, { loopback: false }],
    ["http://verifier.example/", { addresses: ["93.184.216.34"] }],
    ["https://verifier.example/", { addresses: ["10.0.0.1"] }],
    ["https://verifier.example/", { addresses: ["93.184.216.34", "169.254.169.254"] }],
    ["https://verifier.example:8443/", { addresses: ["93.184.216.34"] }],
    ["https://verifier.example/", { addresses: [] }],
    [`http://user:secret@127.0.0.1:${port}/`, {}],
  ] as const) {
    await assert.rejects(verifierAt(url, place)("token"), VerifierUnavailable, url);
  }
  assert.equal(asked, 0);
});

test("answers that are none, too large or packed are no identity", async () => {
  for (const answer of [
    (response: ServerResponse) => void response.end("<html>"),
    (response: ServerResponse) => void response.end("x".repeat(600_000)),
    (response: ServerResponse) => void response.writeHead(200, { "content-encoding": "gzip" }).end("x"),
    (response: ServerResponse) => void response.destroy(),
    answering([]),
    answering({ active: true }),
    answering({ active: true, __proto__: null, client_id: "a\u0000", sub: "b" }),
  ]) {
    await assert.rejects(verifierAt(await serve(answer))("token"), VerifierUnavailable);
  }
});

test("of many who bring something made up few are asked about at a time, and those of one address wait behind each other", async () => {
  const held: ServerResponse[] = [];
  let most = 0;
  const url = await serve((response) => {
    held.push(response);
    most = Math.max(most, held.length);
  });
  const verify = verifierAt(url);
  const outcomes = Array.from({ length: 200 }, (_, index) =>
    verify(`made-up-${index}`, "192.0.2.1").then(
      (identity) => String(identity),
      (error: Error & { code?: string }) => error.code ?? error.message,
    ),
  );
  const other = verify("genuine", "192.0.2.2");
  const answerAll = setInterval(() => {
    for (const response of held.splice(0)) answering({ active: false })(response);
  }, 20);
  try {
    assert.equal(await other, undefined);
    const told = await Promise.all(outcomes);
    const count = (what: string) => told.filter((each) => each === what).length;
    // Eight are asked about, sixty-four wait; the others are told to come again.
    assert.deepEqual([count("undefined"), count("Throttling"), most <= 9], [72, 128, true]);
  } finally {
    clearInterval(answerAll);
  }
});

const parse = (text: string) => parseVerifiers(text, "verifiers.yaml");

test("the file says who is asked, and what is wrong with it", async () => {
  const entry = "{ provider: www.amazon.com, url: https://verifier.example/ }";
  assert.deepEqual(parse(`accessTokenVerifiers: [${entry}]`), [
    { provider: AMAZON, url: "https://verifier.example/" },
  ]);
  for (const [text, message] of [
    [
      "accessTokenVerifiers: [{ provider: www.amazon.com }]",
      /verifiers\.yaml:1: accessTokenVerifiers\[0\].*url/,
    ],
    [
      "accessTokenVerifiers: [{ provider: login.example, url: https://x }]",
      /accessTokenVerifiers\[0\]\.provider.*www\.amazon\.com/,
    ],
    [
      `accessTokenVerifiers: [${entry}, ${entry}]`,
      /accessTokenVerifiers\[1\]\.provider: this provider comes twice/,
    ],
    ["accessTokenVerifiers: [{ provider: www.amazon.com, url: file:///etc }]", /url: must be a URL/],
    [
      "accessTokenVerifiers: [{ provider: www.amazon.com, url: https://us:secret@x/ }]",
      /^(?!.*secret).*url: must have no user/,
    ],
    [
      'accessTokenVerifiers: [{ provider: www.amazon.com, url: https://x, authorization: "secret" }]',
      /authorization.*must be the value of a header/,
    ],
    ["verifiers: []", /the key "verifiers" is not known here/],
  ] as const) {
    assert.throws(() => parse(text), { message });
  }
  const settings = { requests: true, loopback: false, networks: [] };
  await assert.rejects(readVerifiers("/nowhere/verifiers.yaml", settings), /there is no such file/);
  await assert.rejects(readVerifiers("x.yaml", { ...settings, requests: false }), /--issuer-requests off/);
});

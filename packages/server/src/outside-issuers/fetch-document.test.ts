import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Server } from "node:net";
import { afterEach, test } from "node:test";
import { gzipSync } from "node:zlib";
import { createAddressGuard } from "./address-guard.ts";
import { TEST_CHAIN, TEST_KEY, TEST_THUMBPRINTS } from "./certificates.test-support.ts";
import { createDocumentFetcher } from "./fetch-document.ts";
import { openOutsideIssuers } from "./open-outside-issuers.ts";
import { DOCUMENT_MAX_BYTES } from "./request-document.ts";
import type { Address } from "./resolve-name.ts";

const servers: Server[] = [];
let requests: IncomingMessage[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
  requests = [];
});

type Answering = (response: ServerResponse, request: IncomingMessage) => void;

/** A host on this machine. @returns its port */
async function serve(answer: Answering, isTls = false): Promise<number> {
  const listener: RequestListener = (request, response) => {
    requests.push(request);
    answer(response, request);
  };
  const server = isTls
    ? createTlsServer({ key: TEST_KEY, cert: TEST_CHAIN }, listener)
    : createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

const NAMES: Readonly<Record<string, readonly string[]>> = {
  "idp.test": ["127.0.0.1"],
  "private.test": ["10.0.0.1"],
  "metadata.test": ["169.254.169.254"],
  "mixed.test": ["93.184.216.34", "10.0.0.1"],
  "nowhere.test": [],
};
let resolved: string[] = [];
async function resolve(name: string): Promise<readonly Address[]> {
  resolved.push(name);
  return (NAMES[name] ?? []).map((address) => ({ address, family: 4 }));
}

const openGuard = createAddressGuard({ loopback: true, networks: [] });
const open = createDocumentFetcher({ guard: openGuard, resolve });
const closed = createDocumentFetcher({
  guard: createAddressGuard({ loopback: false, networks: [] }),
  resolve,
});
const options = (more: { thumbprints?: readonly string[]; timeoutMs?: number } = {}) => ({
  thumbprints: more.thumbprints ?? [],
  signal: AbortSignal.timeout(more.timeoutMs ?? 3_000),
});
const textOf = async (url: string, more = {}) =>
  Buffer.from((await open(url, options(more))).bytes).toString();

test("a document is got whole, with how long it may be kept, and nothing is told of who asks", async () => {
  const port = await serve((response) => {
    response.setHeader("cache-control", "public, max-age=120");
    response.end("{}");
  });
  const { bytes, maxAgeSeconds } = await open(`http://127.0.0.1:${port}/a?b=c`, options());
  assert.deepEqual([Buffer.from(bytes).toString(), maxAgeSeconds], ["{}", 120]);
  assert.equal(requests[0]?.url, "/a?b=c");
  assert.deepEqual(Object.keys(requests[0]?.headers ?? {}).sort(), [
    "accept",
    "accept-encoding",
    "connection",
    "host",
    "user-agent",
  ]);
});

test("a name goes to the address that was checked, under its own name", async () => {
  const port = await serve((response) => response.end("here"));
  resolved = [];
  assert.equal(await textOf(`http://idp.test:${port}/`), "here");
  assert.deepEqual([resolved, requests[0]?.headers.host], [["idp.test"], `idp.test:${port}`]);
});

const REFUSED: Readonly<Record<string, RegExp>> = {
  "http://93.184.216.34/": /not https/,
  "https://127.0.0.1/": /address/,
  "https://localhost./": /plain host/,
  "https://private.test/": /address/,
  "https://metadata.test/": /address/,
  "https://mixed.test/": /address/,
  "https://nowhere.test/": /no address/,
  "https://169.254.169.254/latest/meta-data": /address/,
  "https://2852039166/": /address/,
  "https://0xa9fea9fe/": /address/,
  "https://0251.0376.0251.0376/": /address/,
  "https://127.1/": /address/,
  "https://[::1]/": /address/,
  "https://[::ffff:169.254.169.254]/": /address/,
  "https://[64:ff9b::a9fe:a9fe]/": /address/,
  "https://93.184.216.34:8443/": /port/,
  "https://user@93.184.216.34/": /user/,
  "https://good.example@10.0.0.1/": /user/,
  "file:///etc/passwd": /plain host|https/,
  "ftp://93.184.216.34/": /https/,
  "gopher://93.184.216.34/": /https/,
  "data:application/json,{}": /plain host|https/,
  "https://93.184.216.34/\r\nX: y": /no URL/,
  "https://93.184.216.34\\@10.0.0.1/": /no URL/,
  "https://ho st/": /no URL/,
  "/relative": /no URL/,
  "": /no URL/,
};

for (const [url, reason] of Object.entries(REFUSED)) {
  test(`nothing is sent to ${JSON.stringify(url)}`, async () => {
    await assert.rejects(closed(url, options()), reason);
  });
}

test("a redirect is followed to where a first request may go, and to nowhere else", async () => {
  let location = "";
  const port = await serve((response, { url }) => {
    if (url === "/end") return void response.end("end");
    response.writeHead(302, { location });
    response.end();
  });
  location = "/end";
  assert.equal(await textOf(`http://127.0.0.1:${port}/`), "end");
  for (const [to, reason] of [
    ["http://169.254.169.254/latest/meta-data", /address/],
    ["http://metadata.test/", /address/],
    ["https://private.test/", /address/],
    ["http://93.184.216.34/", /https/],
    ["file:///etc/passwd", /host|https/],
    ["//10.0.0.1/", /address/],
    ["http://[", /no URL/],
  ] as const) {
    location = to;
    await assert.rejects(textOf(`http://127.0.0.1:${port}/`), reason, to);
  }
});

test("redirects without end are followed three times", async () => {
  const port = await serve((response, { url = "/" }) => {
    response.writeHead(307, { location: `${url}a` });
    response.end();
  });
  await assert.rejects(textOf(`http://127.0.0.1:${port}/`), /more than 3 redirects/);
  assert.equal(requests.length, 4);
});

test("an answer that is too large is read no further", async () => {
  let sent = 0;
  const port = await serve((response) => {
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(64 * 1024, " "))) sent += 64 * 1024;
    };
    response.on("drain", more);
    more();
  });
  await assert.rejects(textOf(`http://127.0.0.1:${port}/`), /bytes/);
  assert.ok(sent < 64 * DOCUMENT_MAX_BYTES);
});

test("an answer that comes a byte at a time, or never, is given up in time", async () => {
  const timers: NodeJS.Timeout[] = [];
  const slow = await serve((response) => {
    timers.push(setInterval(() => response.write(" "), 20));
  });
  const silent = await serve(() => {});
  const started = performance.now();
  await assert.rejects(textOf(`http://127.0.0.1:${slow}/`, { timeoutMs: 200 }));
  await assert.rejects(textOf(`http://127.0.0.1:${silent}/`, { timeoutMs: 200 }));
  assert.ok(performance.now() - started < 3_000);
  for (const timer of timers) clearInterval(timer);
});

test("a name that does not resolve in time is given up", async () => {
  const never = createDocumentFetcher({ guard: openGuard, resolve: () => new Promise(() => {}) });
  const keepAlive = setTimeout(() => {}, 5_000);
  await assert.rejects(never("https://idp.test/", options({ timeoutMs: 100 })), { name: "TimeoutError" });
  clearTimeout(keepAlive);
});

test("packed answers, other answers than 200, and 304 among them, are no documents", async () => {
  const answers: readonly Answering[] = [
    (response) => response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("{}")),
    (response) => response.writeHead(304).end(),
    (response) => response.writeHead(404).end("{}"),
    (response) => response.writeHead(500).end("{}"),
    (response) => response.writeHead(302).end(),
    (response) => void response.socket?.end("nonsense\r\n\r\n"),
    (response) => response.socket?.destroy(),
  ];
  for (const answer of answers) {
    const port = await serve(answer);
    await assert.rejects(textOf(`http://127.0.0.1:${port}/`));
  }
});

test("proxies of the environment are not asked", () => {
  const module = (name: string) => JSON.stringify(new URL(name, import.meta.url).href);
  const script = `
    import { createServer } from "node:http";
    import { createAddressGuard } from ${module("./address-guard.ts")};
    import { createDocumentFetcher } from ${module("./fetch-document.ts")};
    const server = createServer((_, response) => response.end("direct"));
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    const fetcher = createDocumentFetcher({ guard: createAddressGuard({ loopback: true, networks: [] }) });
    const options = { thumbprints: [], signal: AbortSignal.timeout(3_000) };
    const { bytes } = await fetcher("http://127.0.0.1:" + server.address().port + "/", options);
    server.close();
    process.stdout.write(bytes);`;
  const proxy = "http://127.0.0.1:1";
  const env = {
    ...process.env,
    NODE_USE_ENV_PROXY: "1",
    HTTP_PROXY: proxy,
    HTTPS_PROXY: proxy,
    NO_PROXY: "",
  };
  const args = ["-C", "@rolecall/source", "--input-type=module", "--eval", script];
  const { stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: "utf8", timeout: 20_000 });
  assert.equal(stdout, "direct", stderr);
});

test("a host must prove who it is, to the system's authorities or by a thumbprint of the provider's", async () => {
  const port = await serve((response) => response.end("secret"), true);
  const url = `https://idp.test:${port}/`;
  await assert.rejects(textOf(url), { code: /VERIFY|ISSUER|SELF_SIGNED/ });
  for (const thumbprint of [TEST_THUMBPRINTS.host, TEST_THUMBPRINTS.intermediate.toUpperCase()])
    assert.equal(await textOf(url, { thumbprints: ["0".repeat(40), thumbprint] }), "secret");
  for (const thumbprint of ["0".repeat(40), TEST_THUMBPRINTS.root])
    await assert.rejects(textOf(url, { thumbprints: [thumbprint] }), /thumbprint/);
  assert.equal(requests.length, 2);
});

test("a thumbprint vouches for the names of its certificate alone", async () => {
  const port = await serve((response) => response.end("secret"), true);
  const other = createDocumentFetcher({
    guard: openGuard,
    resolve: async () => [{ address: "127.0.0.1", family: 4 }],
  });
  const asked = other(
    `https://other.test:${port}/`,
    options({ thumbprints: [TEST_THUMBPRINTS.intermediate] }),
  );
  await assert.rejects(asked, { code: "ERR_TLS_CERT_ALTNAME_INVALID" });
  assert.equal(requests.length, 0);
});

test("a provider without thumbprints gets that of the topmost certificate that its host sends", async () => {
  const port = await serve((response) => response.end(), true);
  const issuers = (more = {}) =>
    openOutsideIssuers({
      settings: { requests: true, loopback: true, networks: [], ...more },
      clock: Date.now,
      tell() {},
      resolve,
    });
  const url = `https://idp.test:${port}`;
  assert.deepEqual(await issuers().thumbprintsOf(url), [TEST_THUMBPRINTS.intermediate]);
  await assert.rejects(issuers({ loopback: false }).thumbprintsOf(url), /address/);
  assert.deepEqual(await issuers({ requests: false }).thumbprintsOf(url), []);
  const plain = await serve((response) => response.end());
  await assert.rejects(issuers().thumbprintsOf(`https://idp.test:${plain}`));
  assert.equal(requests.length, 0);
});

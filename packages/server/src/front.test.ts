import assert from "node:assert/strict";
import { Agent, request as sendRequest } from "node:http";
import { connect } from "node:net";
import { afterEach, beforeEach, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { type HttpServer, listen, type WholeRequest } from "@rolecall/edge";
import { limits, type ProtocolResponse } from "@rolecall/protocols";
import { createDoors } from "./doors.ts";
import { createManagement } from "./management/management.ts";
import { createOwnHost } from "./management/own-host.ts";
import { refuseAtEdge } from "./pipeline/edge-refusal.ts";

/** The edge and the doors behind it, over a socket, with services that answer what a test says. */
let server: HttpServer;
let handled: WholeRequest[];
let bugs: string[];
/** What happens to a request; a test may put something else here. */
let handle: (request: WholeRequest) => Promise<ProtocolResponse>;

beforeEach(async () => {
  handled = [];
  bugs = [];
  handle = async () => ({ status: 200, headers: {}, body: "ok" });
  let ids = 0;
  server = await listen({
    host: "127.0.0.1",
    port: 0,
    newRequestId: () => `id-${++ids}`,
    onBug: (error, id) => bugs.push(`${id} ${error instanceof Error ? error.message : error}`),
    refuse: refuseAtEdge,
    entranceOf: createDoors({
      services: {
        handle(request) {
          handled.push(request);
          return handle(request);
        },
      },
      issuers: { answer: async () => ({ status: 200, headers: {}, body: "keys" }) },
      console: { answer: async () => ({ status: 200, headers: {}, body: "console" }) },
      management: createManagement({
        outbox: "",
        version: "1",
        engine: "sqlite",
        instance: "test",
        isOwnHost: createOwnHost(["rolecall.test"]),
        startedAt: "2026-01-01T00:00:00Z",
        standing: () => {
          throw new Error("the store is gone");
        },
        assertReady: async () => {
          throw new Error("the store is gone");
        },
        renderMetrics: () => "",
        workers: () => 1,
        services: () => new Map(),
        region: "us-east-1",
      }),
    }),
  });
});
afterEach(() => server.close().catch(() => {}));

const port = () => Number(new URL(server.endpoint).port);

/** Writes to a socket and reads until the server closes it. */
function sendBytes(...parts: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect(port(), "127.0.0.1", () => {
      for (const part of parts) socket.write(part);
    });
    socket.setTimeout(5_000, () => reject(new Error("The server did not answer.")));
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.on("close", () => resolve(text));
    // A server that stops reading may reset the connection behind its answer.
    socket.on("error", () => resolve(text));
  });
}

test("a browser is led to the console, from the server's address and from the link of a denial; clients are not", async () => {
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${server.endpoint}${path}`, { headers, redirect: "manual" });
  const page = { accept: "text/html,application/xhtml+xml" };
  const led = async (path: string, headers = page) => (await get(path, headers)).headers.get("location");
  assert.equal((await get("/", page)).status, 302);
  assert.equal(await led("/"), "/console/");
  assert.equal(await led("/iam/home?region=us-east-1"), "/console/iam/home");
  assert.equal(handled.length, 0);
  for (const headers of [{}, { ...page, authorization: "AWS4-HMAC-SHA256 x" }]) await get("/", headers);
  await get("/?Action=GetCallerIdentity", page);
  await fetch(`${server.endpoint}/iam/home`, { method: "POST", body: "x" });
  await get("/iam/homes", page);
  assert.equal(handled.length, 5);
});

test("a failure that nobody foresaw is a 500 without detail, and the next request is answered", async () => {
  handle = async () => {
    throw new Error("secret detail");
  };
  const answer = await fetch(server.endpoint, { method: "POST", body: "x" });
  const text = await answer.text();
  assert.equal(answer.status, 500);
  assert.match(text, /<Code>InternalFailure<\/Code>/);
  assert.ok(!text.includes("secret detail"));
  assert.equal((await fetch(`${server.endpoint}/_rolecall/health`)).status, 500);
  assert.equal((await fetch(`${server.endpoint}/_rolecall/ready`)).status, 503);
  assert.deepEqual(bugs, ["id-1 secret detail", "id-2 the store is gone"]);
  handle = async () => ({ status: 200, headers: {}, body: "ok" });
  assert.equal((await fetch(server.endpoint)).status, 200);
});

test("headers named like what every object has", async () => {
  const names = "__proto__: a\r\nconstructor: b\r\nhasOwnProperty: c\r\n";
  const text = await sendBytes(`POST / HTTP/1.1\r\nHost: x\r\n${names}Connection: close\r\n\r\n`);
  assert.match(text, /^HTTP\/1.1 200 /);
  assert.deepEqual(handled[0]?.headers.constructor, ["b"]);
  assert.deepEqual(handled[0]?.headers.hasownproperty, ["c"]);
});

test("headers that come twice are kept apart", async () => {
  await sendBytes(
    "POST / HTTP/1.1\r\nHost: x\r\nAuthorization: a\r\nAuthorization: b\r\nConnection: close\r\n\r\n",
  );
  assert.deepEqual(handled[0]?.headers.authorization, ["a", "b"]);
});

test("the target is split at the first question mark and otherwise left as it came", async () => {
  await sendBytes("GET //a/../%2e?x=1?&y HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  assert.deepEqual([handled[0]?.rawPath, handled[0]?.rawQuery], ["//a/../%2e", "x=1?&y"]);
});

test("a body without a length is read whole", async () => {
  const chunk = "5\r\nhello\r\n";
  await sendBytes(
    `POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n${chunk}${chunk}0\r\n\r\n`,
  );
  assert.equal(Buffer.from(handled[0]?.body ?? []).toString(), "hellohello");
});

test("a body that is too long is refused, with and without a length, and is not handled", async () => {
  const declared = await sendBytes(
    `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${limits.bodyBytes + 1}\r\n\r\n`,
  );
  const size = 65_536;
  const chunk = `${size.toString(16)}\r\n${"x".repeat(size)}\r\n`;
  const chunks = Array.from({ length: limits.bodyBytes / size + 1 }, () => chunk);
  const chunked = await sendBytes(
    "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n",
    ...chunks,
  );
  for (const text of [declared, chunked]) {
    assert.match(text, /^HTTP\/1.1 413 /);
    assert.match(text, /Connection: close/);
    assert.match(text, /<Code>RequestEntityTooLarge<\/Code>/);
  }
  assert.deepEqual(handled, []);
});

test("a body of just the limit is not too long", async () => {
  const answer = await fetch(server.endpoint, { method: "POST", body: "x".repeat(limits.bodyBytes) });
  assert.equal(answer.status, 200);
  assert.equal(handled[0]?.body.length, limits.bodyBytes);
});

test("an upload that ends half way is not handled", async () => {
  for (let round = 0; round < 5; round += 1) {
    const socket = connect(port(), "127.0.0.1");
    socket.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf");
    await wait(10);
    socket.destroy();
  }
  await wait(50);
  assert.deepEqual(handled, []);
  assert.deepEqual(bugs, []);
});

test("two lengths, or a length and chunks, are no request", async () => {
  const both = "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n";
  for (const headers of [both, "Content-Length: 1\r\nContent-Length: 2\r\n"]) {
    assert.match(await sendBytes(`POST / HTTP/1.1\r\nHost: x\r\n${headers}\r\n0\r\n\r\n`), /^HTTP\/1.1 400 /);
  }
  assert.deepEqual(handled, []);
});

test("Rolecall's own paths answer to their own methods alone", async () => {
  for (const [method, path] of [
    ["POST", "/_rolecall/health"],
    ["GET", "/_rolecall/reset"],
    ["POST", "/_rolecall/reset"],
    ["GET", "/_rolecall/__proto__"],
  ] as const) {
    assert.equal((await fetch(`${server.endpoint}${path}`, { method })).status, 404);
  }
  assert.deepEqual(handled, []);
});

test("closing answers what is under way, then does not wait for connections that are idle", async () => {
  let finish = () => {};
  const busy = new Promise<void>((resolve) => {
    finish = resolve;
  });
  handle = async () => {
    await busy;
    return { status: 200, headers: {}, body: "done" };
  };
  const agent = new Agent({ keepAlive: true });
  const answered = new Promise<string>((resolve, reject) => {
    sendRequest({ port: port(), host: "127.0.0.1", agent }, (response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => resolve(text));
    })
      .on("error", reject)
      .end();
  });
  while (handled.length === 0) await wait(5);
  const startedAt = performance.now();
  const closed = server.close();
  await assert.rejects(fetch(server.endpoint));
  finish();
  assert.equal(await answered, "done");
  await closed;
  assert.ok(performance.now() - startedAt < 2_000, "the connection that was kept alive held the server up");
  agent.destroy();
});

test("what is coded in another way than chunked is not taken for it", async () => {
  for (const coding of ["gzip, chunked", "gzip,chunked", "chunked, chunked", "x-chunked, chunked"]) {
    const text = await sendBytes(
      `POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: ${coding}\r\n\r\n1\r\nx\r\n0\r\n\r\n`,
    );
    assert.match(text, /^HTTP\/1.1 (501|400) /, coding);
    assert.match(text, /Connection: close/);
  }
  assert.deepEqual(handled, []);
  await sendBytes(
    "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\nConnection: close\r\n\r\n1\r\nx\r\n0\r\n\r\n",
  );
  assert.equal(handled.length, 1);
});

test("an absolute target is served as its path, and its host counts", async () => {
  for (const [target, path, query] of [
    ["http://iam.test:80/a?b=c", "/a", "b=c"],
    ["HTTPS://iam.test:80", "/", ""],
    ["http://iam.test:80?b", "/", "b"],
  ] as const) {
    await sendBytes(`GET ${target} HTTP/1.1\r\nHost: other\r\nConnection: close\r\n\r\n`);
    const { rawPath, rawQuery, headers } = handled.pop() ?? assert.fail("not handled");
    assert.deepEqual([rawPath, rawQuery, headers.host], [path, query, ["iam.test:80"]]);
  }
});

test("Rolecall's own paths answer only by the server's own names", async () => {
  const ask = (host: string, path = "/_rolecall/metrics") =>
    sendBytes(`GET ${path} HTTP/1.1\r\n${host}Connection: close\r\n\r\n`);
  for (const own of [
    "localhost",
    "LOCALHOST:1",
    "127.0.0.1:4600",
    "[::1]:1",
    "10.0.0.1",
    "rolecall.test.:80",
  ])
    assert.match(await ask(`Host: ${own}\r\n`), /^HTTP\/1.1 (200|500) /, own);
  for (const strange of ["evil.test", "localhost.evil.test", "127.0.0.1.evil.test", "x@localhost", "[::1"]) {
    const text = await ask(`Host: ${strange}\r\n`);
    assert.match(text, /^HTTP\/1.1 403 /, strange);
    assert.match(text, /--allowed-host/);
  }
  assert.match(await ask("Host: localhost\r\n", "http://evil.test/_rolecall/metrics"), /^HTTP\/1.1 403 /);
  const old = await sendBytes("GET /_rolecall/nothing HTTP/1.0\r\n\r\n");
  assert.match(old, /^HTTP\/1.1 404 /, "HTTP/1.0 knows no Host, and no browser speaks it");
});

test("HEAD is answered as GET, without the body", async () => {
  const text = await sendBytes(
    "HEAD /_rolecall/nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
  );
  const [head = "", body] = text.split("\r\n\r\n");
  assert.match(head, /^HTTP\/1.1 404 /);
  assert.ok(Number(/Content-Length: (\d+)/.exec(head)?.[1]) > 0);
  assert.equal(body, "");
});

test("what is no HTTP is told so behind the answer to what came before it, not in its place", async () => {
  handle = async () => {
    await wait(50);
    return { status: 200, headers: {}, body: "first" };
  };
  const text = await sendBytes("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nxnonsense\r\n\r\n");
  assert.match(text, /^HTTP\/1.1 200 .*first.*HTTP\/1.1 400 Bad Request/s);
});

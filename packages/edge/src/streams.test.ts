import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterEach, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import type { Answer } from "./answer.ts";
import { type HttpServer, listen } from "./http-server.ts";
import type { EdgeLimits } from "./limits.ts";
import type { StreamedRequest, WholeRequest } from "./request.ts";

/** Bodies and answers that are not there whole, over a real socket. */
let server: HttpServer;
let sockets: Socket[] = [];
let bugs: unknown[] = [];

const MEBIBYTE = 1024 * 1024;

interface Serving {
  readonly limits?: Partial<EdgeLimits>;
  readonly bodyBytes?: number;
  readonly stream?: (request: StreamedRequest) => Promise<Answer>;
  readonly whole?: (request: WholeRequest) => Promise<Answer>;
}

/** Paths below /stream take their bodies as streams. */
async function serve({ limits = {}, bodyBytes = 64 * MEBIBYTE, stream, whole }: Serving): Promise<void> {
  server = await listen({
    host: "127.0.0.1",
    port: 0,
    limits,
    newRequestId: () => "id",
    onBug: (error) => bugs.push(error),
    refuse: ({ reason }) => ({ status: 400, headers: {}, body: reason }),
    entranceOf: ({ rawPath }) =>
      rawPath.startsWith("/stream")
        ? { takes: "stream", bodyBytes, answer: stream ?? (async () => text("unused")) }
        : { takes: "whole", bodyBytes, answer: whole ?? (async () => text("whole")) },
  });
}

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets = [];
  await server.close();
  assert.deepEqual(bugs, []);
});

const text = (body: Answer["body"], status = 200): Answer => ({ status, headers: {}, body });

async function openSocket(): Promise<Socket> {
  const socket = connect(Number(new URL(server.endpoint).port), "127.0.0.1");
  socket.on("error", () => {});
  sockets.push(socket);
  await once(socket, "connect");
  return socket;
}

/** Reads until the server closes the connection. */
async function readAll(socket: Socket): Promise<string> {
  let received = "";
  socket.on("data", (chunk) => {
    received += chunk;
  });
  await once(socket, "close");
  return received;
}

const head = (path: string, more: string) => `POST ${path} HTTP/1.1\r\nHost: x\r\n${more}\r\n\r\n`;

test("a streamed body comes in order, and what came together comes as one piece", async () => {
  const pieces: string[] = [];
  await serve({
    async stream({ body }) {
      await wait(100);
      for await (const piece of body) pieces.push(Buffer.from(piece).toString());
      return text(pieces.join("|"));
    },
  });
  const socket = await openSocket();
  socket.write(`${head("/stream", "Transfer-Encoding: chunked")}1\r\na\r\n1\r\nb\r\n1\r\nc\r\n`);
  await wait(200);
  socket.write(`1\r\nd\r\n0\r\n\r\n${head("/whole", "Connection: close\r\nContent-Length: 0")}`);
  const received = await readAll(socket);
  assert.deepEqual(pieces, ["abc", "d"]);
  assert.match(received, /abc\|d/);
  assert.match(received, /whole$/, "the connection was used again");
});

test("nothing is read of a body that nobody takes, and all of it when somebody does", async () => {
  let take = () => {};
  const taken = new Promise<void>((resolve) => {
    take = resolve;
  });
  let bytes = 0;
  await serve({
    async stream({ body }) {
      await taken;
      for await (const piece of body) bytes += piece.length;
      return text(`${bytes}`);
    },
  });
  const socket = await openSocket();
  const length = 48 * MEBIBYTE;
  socket.write(head("/stream", `Connection: close\r\nContent-Length: ${length}`));
  for (let written = 0; written < length; written += MEBIBYTE) socket.write("x".repeat(MEBIBYTE));
  await wait(1_000);
  const stalled = socket.writableLength;
  await wait(300);
  assert.ok(stalled > 16 * MEBIBYTE, `${length - stalled} bytes were read ahead`);
  assert.equal(socket.writableLength, stalled);
  take();
  assert.match(await readAll(socket), new RegExp(`${length}$`));
});

test("a streamed body that breaks a limit is refused, or cut off where the answer has begun", async () => {
  await serve({
    bodyBytes: 10,
    async stream({ body, rawPath }) {
      if (rawPath === "/stream/echo") return text(body);
      for await (const _ of body);
      return text("read");
    },
  });
  const send = async (more: string) => {
    const socket = await openSocket();
    socket.write(more);
    return readAll(socket);
  };
  const chunked = "Transfer-Encoding: chunked";
  assert.match(await send(head("/stream", "Content-Length: 11")), /400.*tooLarge$/s);
  assert.match(await send(`${head("/stream", chunked)}5\r\nhello\r\n6\r\nhello!\r\n`), /tooLarge$/);
  assert.match(
    await send(`${head("/stream", "Transfer-Encoding: gzip, chunked")}0\r\n\r\n`),
    /transferCoding$/,
  );
  const socket = await openSocket();
  socket.write(`${head("/stream/echo", chunked)}5\r\nhello\r\n`);
  await wait(100);
  socket.write("6\r\nhello!\r\n");
  const received = await readAll(socket);
  assert.match(received, /hello/);
  assert.doesNotMatch(received, /0\r\n\r\n$/, "no client takes it for whole");
  bugs = bugs.filter((error) => String(error) !== "BodyError: The request's body cannot be had: tooLarge.");
});

test("a sender that is waited for must send", async () => {
  await serve({
    limits: { bodyMs: 1_000 },
    async stream({ body }) {
      for await (const _ of body);
      return text("read");
    },
  });
  const socket = await openSocket();
  socket.write(`${head("/stream", "Content-Length: 2")}x`);
  assert.match(await readAll(socket), /tooSlow$/);
});

test("who is answered before the body was read is not kept", async () => {
  await serve({ stream: async () => text("no", 403) });
  const socket = await openSocket();
  socket.write(`${head("/stream", "Content-Length: 1000000")}${"x".repeat(100_000)}`);
  assert.match(await readAll(socket), /403.*Connection: close.*no$/s);
});

test("a streamed answer is made as fast as it is taken", async () => {
  let made = 0;
  let hasEnded = false;
  async function* pieces() {
    try {
      for (; made < 64; made += 1) yield Buffer.alloc(MEBIBYTE, "x");
    } finally {
      hasEnded = true;
    }
  }
  await serve({ whole: async () => text(pieces()) });
  const socket = await openSocket();
  socket.pause();
  socket.write(head("/", "Connection: close\r\nContent-Length: 0"));
  await wait(500);
  assert.ok(made < 32, `${made} MiB were made for nobody`);
  socket.destroy();
  for (let turn = 0; turn < 100 && !hasEnded; turn += 1) await wait(20);
  assert.ok(hasEnded, "who makes the pieces is told that nobody wants them");
  made = 0;
  const second = await openSocket();
  let received = 0;
  second.on("data", (chunk) => {
    received += chunk.length;
  });
  second.write(head("/", "Connection: close\r\nContent-Length: 0"));
  await once(second, "close");
  assert.ok(received > 64 * MEBIBYTE, "it came whole");
});

test("a client that takes no more of a streamed answer is cut off", async () => {
  async function* pieces() {
    for (;;) yield Buffer.alloc(MEBIBYTE);
  }
  await serve({ limits: { drainMs: 1_000 }, whole: async () => text(pieces()) });
  const socket = await openSocket();
  socket.pause();
  socket.write(head("/", "Content-Length: 0"));
  await wait(3_500);
  socket.resume();
  await once(socket, "close");
});

test("an answer that breaks half way is cut off, and told", async () => {
  async function* pieces() {
    yield Buffer.from("half");
    await wait(50);
    throw new Error("no more");
  }
  await serve({ whole: async () => text(pieces()) });
  const socket = await openSocket();
  socket.write(head("/", "Content-Length: 0"));
  const received = await readAll(socket);
  assert.match(received, /half/);
  assert.doesNotMatch(received, /0\r\n\r\n$/);
  assert.equal(String(bugs.pop()), "Error: no more");
});

test("HEAD gets the headers of a streamed answer alone, and bytes come as they are", async () => {
  let hasEnded = false;
  async function* pieces() {
    try {
      yield Buffer.from("piece");
    } finally {
      hasEnded = true;
    }
  }
  await serve({
    whole: async ({ method }) => text(method === "HEAD" ? pieces() : Uint8Array.of(0, 255, 10)),
  });
  const socket = await openSocket();
  socket.write("HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  assert.match(await readAll(socket), /\r\n\r\n$/);
  assert.ok(hasEnded);
  const bytes = new Uint8Array(await (await fetch(server.endpoint)).arrayBuffer());
  assert.deepEqual([...bytes], [0, 255, 10]);
});

test("an entrance that cannot be found is a failure of one request alone", async () => {
  server = await listen({
    host: "127.0.0.1",
    port: 0,
    newRequestId: () => "id",
    onBug: (error) => bugs.push(error),
    refuse: ({ reason }) => ({ status: 500, headers: {}, body: reason }),
    entranceOf: () => {
      throw new Error("no door");
    },
  });
  const answer = await fetch(server.endpoint);
  assert.deepEqual([answer.status, await answer.text()], [500, "internal"]);
  assert.equal(String(bugs.pop()), "Error: no door");
});

test("what waits behind an answer is forgotten with its connection", async () => {
  await serve({
    limits: { allRequestsBytes: 200_000 },
    whole: async () => text("x".repeat(4_000_000)),
  });
  const body = "x".repeat(20_000);
  for (let round = 0; round < 20; round += 1) {
    const socket = await openSocket();
    socket.pause();
    socket.write(head("/", "Content-Length: 0"));
    socket.write(head("/", `Content-Length: ${body.length}`) + body);
    await wait(10);
    socket.destroy();
  }
  await wait(50);
  const answer = await fetch(server.endpoint, { method: "POST", body: "x".repeat(150_000) });
  assert.equal(answer.status, 200);
  await answer.body?.cancel();
});

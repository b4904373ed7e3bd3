import assert from "node:assert/strict";
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { request as sendRequest } from "node:http";
import { connect, type Socket } from "node:net";
import { afterEach, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";

/** What one client can do to a server without proving who it is. Each server is a process of its own. */
const MEBIBYTE = 1024 * 1024;
/** That a process may grow under attack. */
const GROWTH_BYTES = 256 * MEBIBYTE;

let child: ChildProcess;
let port: number;
let sockets: Socket[] = [];

async function startServer(limits: object = {}): Promise<void> {
  child = fork(new URL("attacked-server.fixture.ts", import.meta.url), [JSON.stringify(limits)], {
    execArgv: ["-C", "@rolecall/source", "--expose-gc"],
  });
  const [{ endpoint }] = await once(child, "message");
  port = Number(new URL(endpoint).port);
  assert.equal(await askQuickly(), "ok");
}

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets = [];
  child.kill("SIGKILL");
  await once(child, "exit");
});

function openSocket(): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.off("error", reject);
      // A server may drop whoever attacks it.
      socket.on("error", () => {});
      resolve(socket);
    });
    socket.once("error", reject);
    sockets.push(socket);
  });
}

const openSockets = async (count: number): Promise<readonly Socket[]> => {
  const opened: Socket[] = [];
  while (opened.length < count) {
    const batch = Math.min(200, count - opened.length);
    opened.push(...(await Promise.all(Array.from({ length: batch }, openSocket))));
  }
  return opened;
};

/** Writes without waiting for answers; resolves when the kernel has taken it, or after a while. */
async function pour(socket: Socket, text: string): Promise<void> {
  await Promise.race([new Promise((resolve) => socket.write(text, resolve)), wait(2_000)]);
}

async function status(): Promise<{ peakBytes: number; handled: number }> {
  child.send("status");
  const [answer] = await once(child, "message");
  assert.equal(answer.bug, undefined);
  return answer;
}

/** Whether somebody else is answered, who comes on a connection of its own. */
function askQuickly(): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { host: "127.0.0.1", port, method: "POST", agent: false, timeout: 60_000 };
    const request = sendRequest(options, (response) => {
      response.resume();
      response.once("end", () => resolve(response.statusCode === 200 ? "ok" : `${response.statusCode}`));
    });
    request.once("error", reject);
    request.once("timeout", () => request.destroy(new Error("Nobody answers.")));
    request.end("Action=GetCallerIdentity");
  });
}

async function growth(attack: () => Promise<void>): Promise<number> {
  const before = await status();
  await attack();
  return (await status()).peakBytes - before.peakBytes;
}

const CHUNKED = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";

test("bodies in pieces of one byte take no more than their bytes", async () => {
  await startServer();
  const bytes = await growth(async () => {
    const opened = await openSockets(40);
    await Promise.all(opened.map((socket) => pour(socket, CHUNKED + "1\r\nx\r\n".repeat(16_000))));
    assert.equal(await askQuickly(), "ok");
  });
  // 4 MB were sent. A buffer for each piece takes 270 MiB.
  assert.ok(bytes < GROWTH_BYTES / 2, `${bytes / MEBIBYTE} MiB`);
});

test("the same in packets of one byte", async () => {
  await startServer();
  const opened = await openSockets(50);
  for (const socket of opened) {
    socket.setNoDelay(true);
    socket.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n");
  }
  const bytes = await growth(async () => {
    for (let piece = 0; piece < 999; piece += 1) {
      for (const socket of opened) socket.write("x");
      if (piece % 10 === 0) await wait(1);
    }
    assert.equal(await askQuickly(), "ok");
  });
  assert.ok(bytes < GROWTH_BYTES / 4, `${bytes / MEBIBYTE} MiB`);
});

test("answers that nobody reads are not made", async () => {
  await startServer();
  const bytes = await growth(async () => {
    const opened = await openSockets(8);
    for (const socket of opened) socket.pause();
    const requests = "GET /4000000 HTTP/1.1\r\nHost: x\r\n\r\n".repeat(100);
    await Promise.all(opened.map((socket) => pour(socket, requests)));
    await wait(500);
    assert.equal(await askQuickly(), "ok");
  });
  assert.ok(bytes < GROWTH_BYTES, `${bytes / MEBIBYTE} MiB`);
  const { handled } = await status();
  assert.ok(handled <= 8 * 2 + 2, `${handled} requests were handled`);
});

test("of many answers that nobody reads, the oldest are given up, and others are served", async () => {
  await startServer();
  const bytes = await growth(async () => {
    for (let wave = 0; wave < 16; wave += 1) {
      // What is held counts, and not what nobody has collected yet.
      child.send("collect");
      const opened = await openSockets(10);
      for (const socket of opened) socket.pause();
      // More than the kernel takes off the process's hands.
      await Promise.all(opened.map((socket) => pour(socket, "GET /6000000 HTTP/1.1\r\nHost: x\r\n\r\n")));
      await wait(100);
    }
    assert.equal(await askQuickly(), "ok");
  });
  assert.ok(bytes < GROWTH_BYTES, `${bytes / MEBIBYTE} MiB`);
});

test("who does not take an answer in time is cut off", async () => {
  await startServer({ drainMs: 1_000 });
  const socket = await openSocket();
  socket.pause();
  socket.write("GET /20000000 HTTP/1.1\r\nHost: x\r\n\r\n");
  await wait(3_500);
  let received = 0;
  socket.on("data", (chunk) => {
    received += chunk.length;
  });
  socket.resume();
  await once(socket, "close");
  assert.ok(received < 20_000_000, `${received} bytes`);
});

test("requests that come together are answered in order, however many", async () => {
  await startServer();
  const socket = await openSocket();
  let text = "";
  socket.on("data", (chunk) => {
    text += chunk;
  });
  const sizes = Array.from({ length: 300 }, (_, index) => 3 + index);
  // Of the size of a signed request: so many fit into what is read at once.
  const pad = "x".repeat(500);
  const requests = sizes.map((size) => `GET /${size} HTTP/1.1\r\nHost: x\r\nPad: ${pad}\r\n\r\n`);
  socket.write(`${requests.join("")}GET /2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  await once(socket, "close");
  const lengths = [...text.matchAll(/Content-Length: (\d+)/g)].map(([, length]) => Number(length));
  assert.deepEqual(lengths, [...sizes, 2]);
});

test("tiny requests behind an answer that nobody reads are not gathered", async () => {
  await startServer();
  const bytes = await growth(async () => {
    const opened = await openSockets(40);
    for (const socket of opened) socket.pause();
    const requests = `GET /4000000 HTTP/1.1\r\nHost: x\r\n\r\n${"GET / HTTP/1.1\r\nHost:x\r\n\r\n".repeat(5_000)}`;
    await Promise.all(opened.map((socket) => pour(socket, requests)));
    assert.equal(await askQuickly(), "ok");
  });
  assert.ok(bytes < GROWTH_BYTES, `${bytes / MEBIBYTE} MiB`);
});

test("unfinished bodies of others turn nobody away", async () => {
  await startServer();
  const head = `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${MEBIBYTE}\r\n\r\n`;
  const bytes = await growth(async () => {
    const opened = await openSockets(300);
    await Promise.all(opened.map((socket) => pour(socket, head + "x".repeat(MEBIBYTE - 1))));
    assert.equal(await askQuickly(), "ok");
  });
  assert.ok(bytes < GROWTH_BYTES, `${bytes / MEBIBYTE} MiB`);
});

const manyHeaders = (count: number, value: string) =>
  Array.from({ length: count }, (_, index) => `x-${index}: ${value}\r\n`).join("");

test("heads that do not end are counted, and given up where they are too many", async () => {
  await startServer();
  const head = `POST / HTTP/1.1\r\nHost: x\r\n${manyHeaders(980, "v".repeat(18))}`;
  const bytes = await growth(async () => {
    for (let wave = 0; wave < 15; wave += 1) {
      const opened = await openSockets(200);
      await Promise.all(opened.map((socket) => pour(socket, head)));
    }
    assert.equal(await askQuickly(), "ok");
  });
  assert.ok(bytes < GROWTH_BYTES, `${bytes / MEBIBYTE} MiB`);
});

test("requests of many headers count for what they take while they wait for a body", async () => {
  await startServer();
  const head = `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n${manyHeaders(250, "v".repeat(90))}\r\nx`;
  for (let wave = 0; wave < 6; wave += 1) {
    const opened = await openSockets(200);
    for (const socket of opened) socket.resume();
    await Promise.all(opened.map((socket) => pour(socket, head)));
  }
  assert.equal(await askQuickly(), "ok");
  await wait(500);
  // Each takes 95 kB of 64 MiB: by their characters alone all 1,200 of them would stay.
  const held = sockets.filter((socket) => !socket.destroyed).length;
  assert.ok(held > 500 && held < 800, `${held} requests are held`);
});

test("more headers than are looked at are refused, not left out", async () => {
  await startServer();
  for (const [count, expected] of [
    [200, "200 OK"],
    [300, "400 Bad Request\r\n[^]*headersTooLarge"],
  ] as const) {
    const socket = await openSocket();
    socket.write(`GET / HTTP/1.1\r\nHost: x\r\n${manyHeaders(count, "v")}\r\n`);
    const [answer] = await once(socket, "data");
    assert.match(String(answer), new RegExp(`^HTTP/1.1 ${expected}`));
  }
});

test("who is turned away for want of room is told after a while", async () => {
  await startServer({ allRequestsBytes: MEBIBYTE });
  const [first, second] = await openSockets(2);
  assert.ok(first !== undefined && second !== undefined);
  const half = `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${MEBIBYTE}\r\n\r\n${"x".repeat(MEBIBYTE / 2)}`;
  await pour(first, half);
  const startedAt = performance.now();
  await pour(second, half);
  const [answer] = await once(first, "data");
  assert.match(String(answer), /crowded$/);
  assert.ok(performance.now() - startedAt >= 450, "told at once");
});

test("idle connections of others shut nobody out", async () => {
  await startServer({ connections: 200 });
  for (const first of ["", "GET / HTTP/1.1\r\nHost: x\r\n\r\n", "GET / HTTP/1.1\r\nHost:", CHUNKED]) {
    const opened = await openSockets(210);
    for (const socket of opened) socket.write(first);
    await wait(100);
    assert.equal(await askQuickly(), "ok", first);
  }
});

test("a request that is not sent in time is told so, in the time that is stated", async () => {
  await startServer({ headersMs: 1_000, bodyMs: 1_000 });
  const slow = async (text: string) => {
    const socket = await openSocket();
    let answer = "";
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    const startedAt = performance.now();
    socket.write(text);
    await once(socket, "close");
    return { answer, seconds: (performance.now() - startedAt) / 1_000 };
  };
  const [silent, headers, body] = await Promise.all([
    slow(""),
    slow("GET / HTTP/1.1\r\nHost:"),
    slow("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nx"),
  ]);
  assert.equal(silent.answer, "");
  for (const { answer } of [headers, body]) {
    assert.match(answer, /^HTTP\/1.1 408 Request Timeout\r\n/);
    assert.match(answer, /\r\n\r\ntooSlow$/);
  }
  assert.ok(silent.seconds < 3.5 && headers.seconds < 3.5 && body.seconds < 4.5, "not in time");
});

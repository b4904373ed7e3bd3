import assert from "node:assert/strict";
import type { IncomingMessage } from "node:http";
import { PassThrough } from "node:stream";
import { test } from "node:test";
import { createBodyReader } from "./body-reader.ts";
import type { BodySender } from "./body-sender.ts";
import { createFairShare } from "./fair-share.ts";

/** What the reader uses of a request: a stream and its headers. */
function requestOf(headers: Record<string, string> = {}) {
  const stream = new PassThrough();
  const parts = { headers, rawHeaders: [], url: "/", socket: new PassThrough() };
  return { stream, request: Object.assign(stream, parts) as unknown as IncomingMessage };
}

const turn = () => new Promise(setImmediate);

function senderAt(sharingAddress: string, more: Partial<BodySender> = {}): BodySender {
  return { sharingAddress, isIdle: true, drop() {}, ...more };
}

/** Room for three requests and a little. */
const TOTAL_BYTES = 25_000;
const LIMITS = { bodyPieces: 4, bytesPerPiece: 2, streamedBytes: 10, bodyMs: 2_000 };

function reader(limits = LIMITS, { bodyBytes = 10, totalBytes = TOTAL_BYTES } = {}) {
  const share = createFairShare(totalBytes);
  const bodies = createBodyReader();
  const read = (request: IncomingMessage, sender: BodySender) =>
    bodies.whole({ request, sender, share, limits, bodyBytes });
  return { share, bodies, read };
}

test("a body in pieces comes whole, and is counted until it is released", async () => {
  const { share, read } = reader();
  const { stream, request } = requestOf();
  const reading = read(request, senderAt("a"));
  stream.write("abc");
  stream.end("def");
  const body = await reading.body;
  assert.equal(Buffer.from(body.problem === undefined ? body.bytes : []).toString(), "abcdef");
  assert.equal(share.heldBytes(), 6);
  reading.release();
  reading.release();
  assert.equal(share.heldBytes(), 0);
});

test("one that is too large is refused, announced or not", async () => {
  const { share, read } = reader();
  const announced = requestOf({ "content-length": "11" });
  assert.equal((await read(announced.request, senderAt("a")).body).problem, "tooLarge");
  const silent = requestOf();
  const { body } = read(silent.request, senderAt("a"));
  silent.stream.write("x".repeat(11));
  assert.equal((await body).problem, "tooLarge");
  assert.equal(share.heldBytes(), 0);
});

test("one in too many pieces is refused", async () => {
  const { read } = reader();
  const { stream, request } = requestOf();
  const { body } = read(request, senderAt("a"));
  for (let piece = 0; piece < 9; piece += 1) {
    stream.write("x");
    await turn();
  }
  assert.equal((await body).problem, "tooManyPieces");
});

test("what is held follows from the bytes, not from the pieces", async () => {
  const { share, read } = reader(
    { ...LIMITS, bodyPieces: 100_000 },
    { bodyBytes: 100_000, totalBytes: 1_000_000 },
  );
  const { stream, request } = requestOf();
  read(request, senderAt("a"));
  await turn();
  const empty = share.heldBytes();
  for (let piece = 0; piece < 5_000; piece += 1) stream.write("x");
  await turn();
  assert.ok(share.heldBytes() - empty >= 5_000);
  assert.ok(share.heldBytes() - empty <= 2 * 5_000 + 512, `${share.heldBytes() - empty} bytes`);
});

test("where all hold too much, the oldest of whoever holds most is given up", async () => {
  const { share, read } = reader();
  const requests = Array.from({ length: 4 }, () => requestOf());
  const bodies = requests.map(({ request }, index) => read(request, senderAt(index === 0 ? "b" : "a")).body);
  await turn();
  assert.equal((await bodies[1])?.problem, "crowded");
  for (const { stream } of requests) stream.end("x");
  for (const index of [0, 2, 3]) assert.equal((await bodies[index])?.problem, undefined);
  assert.equal(share.heldBytes(), 3);
});

test("a whole body that waits behind another request is given up with its connection", async () => {
  const { share, read } = reader();
  let isDropped = false;
  const drop = () => {
    isDropped = true;
  };
  const waiting = requestOf();
  const reading = read(waiting.request, senderAt("a", { isIdle: false, drop }));
  waiting.stream.end("x");
  assert.equal((await reading.body).problem, undefined);
  assert.ok(share.heldBytes() > 8_000);
  const others = Array.from({ length: 3 }, () => read(requestOf().request, senderAt("a")));
  await turn();
  assert.ok(isDropped);
  for (const other of others) other.release();
  reading.release();
});

test("where nothing can be given up, the newcomer is turned away", async () => {
  const { share, read } = reader();
  assert.ok(share.pin(TOTAL_BYTES));
  const { stream, request } = requestOf({ "content-length": "1" });
  const { body } = read(request, senderAt("a"));
  stream.end("x");
  assert.equal((await body).problem, "crowded");
  share.unpin(TOTAL_BYTES);
  assert.equal(share.heldBytes(), 0);
});

test("a request that ends half way is forgotten", async () => {
  const { share, read } = reader();
  const { stream, request } = requestOf();
  const { body } = read(request, senderAt("a"));
  stream.write("x");
  await turn();
  stream.destroy();
  assert.equal((await body).problem, "aborted");
  assert.equal(share.heldBytes(), 0);
});

test("one that does not end is given up", async () => {
  const { share, bodies, read } = reader();
  const { stream, request } = requestOf();
  const { body } = read(request, senderAt("a"));
  for (let second = 0; second < 3; second += 1) {
    stream.write("x");
    await turn();
    bodies.tick();
  }
  assert.equal((await body).problem, "tooSlow");
  assert.equal(share.heldBytes(), 0);
});

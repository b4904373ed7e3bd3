import assert from "node:assert/strict";
import type { IncomingMessage } from "node:http";
import { PassThrough } from "node:stream";
import { test } from "node:test";
import { createBodyReader } from "./read-body.ts";

/** What the reader uses of a request: a stream and its headers. */
function requestOf(headers: Record<string, string> = {}) {
  const stream = new PassThrough();
  return { stream, request: Object.assign(stream, { headers }) as unknown as IncomingMessage };
}

test("a body in pieces comes whole", async () => {
  const reader = createBodyReader({ limitBytes: 10, totalLimitBytes: 100 });
  const { stream, request } = requestOf();
  const body = reader.read(request);
  stream.write("abc");
  stream.end("def");
  assert.deepEqual((await body).problem, undefined);
});

test("one that is too large is refused, announced or not", async () => {
  const reader = createBodyReader({ limitBytes: 10, totalLimitBytes: 100 });
  const announced = requestOf({ "content-length": "11" });
  assert.equal((await reader.read(announced.request)).problem, "tooLarge");
  const silent = requestOf();
  const body = reader.read(silent.request);
  silent.stream.write("x".repeat(11));
  assert.equal((await body).problem, "tooLarge");
});

test("all bodies together have a limit, and what ended no longer counts", async () => {
  const reader = createBodyReader({ limitBytes: 10, totalLimitBytes: 15 });
  const [first, second, third] = [requestOf(), requestOf(), requestOf()];
  const held = reader.read(first.request);
  first.stream.write("x".repeat(10));
  await new Promise(setImmediate);
  const crowded = reader.read(second.request);
  second.stream.write("x".repeat(10));
  assert.equal((await crowded).problem, "crowded");
  first.stream.destroy();
  assert.equal((await held).problem, "aborted");
  const free = reader.read(third.request);
  third.stream.end("x".repeat(10));
  assert.equal((await free).problem, undefined);
});

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import fc from "fast-check";
import { ask, newToken, startTestInstance, type TestInstance, TOKEN, TTL } from "./instance.test-support.ts";
import { createSessionTokens } from "./session-token.ts";

const PATH = "/latest/api/token";
const ITEM = "/latest/meta-data/instance-id";
const put = (instance: TestInstance, headers: object, path = PATH) =>
  ask(instance, path, { method: "PUT", headers });

let instance: TestInstance;
before(async () => {
  instance = await startTestInstance();
});
after(async () => {
  await instance.stop();
  assert.deepEqual(instance.bugs, []);
});

describe("PUT /latest/api/token", () => {
  test("answers a token of EC2's form, and the TTL again in a header, without which SDKs drop to version 1", async () => {
    const { status, headers, body } = await put(instance, { [TTL]: "21600" });
    assert.equal(status, 200);
    assert.match(body, /^AQAA[\w-]{50}==$/);
    assert.equal(headers["x-aws-ec2-metadata-token-ttl-seconds"], "21600");
    assert.equal(headers["content-type"], "text/plain");
    assert.equal(headers["content-length"], "56");
    assert.equal(headers.server, "EC2ws");
    assert.ok(headers.date);
  });

  test("refuses a missing, bad or too long TTL with 400", async () => {
    for (const ttl of ["0", "21601", "-1", "1.5", "1e3", "0x10", "", "abc", "999999999999"]) {
      const { status, body } = await put(instance, { [TTL]: ttl });
      assert.equal(status, 400, ttl);
      assert.match(body, /<h1>400 - Bad Request<\/h1>/);
    }
    assert.equal((await put(instance, {})).status, 400);
    assert.equal((await put(instance, { [TTL]: ["60", "60"] })).status, 400, "twice");
    for (const ttl of ["1", "21600"]) assert.equal((await put(instance, { [TTL]: ttl })).status, 200);
  });

  test("is refused with 403 on a dated path", async () => {
    assert.equal((await put(instance, { [TTL]: "60" }, "/2021-03-23/api/token")).status, 403);
  });

  test("takes doubled slashes, which SDKs send where an endpoint ends in one", async () => {
    assert.equal((await put(instance, { [TTL]: "60" }, "//latest/api/token")).status, 200);
    assert.equal((await put(instance, { [TTL]: "60" }, "/latest//api/token/")).status, 200);
  });

  test("other methods get 405, with what is allowed", async () => {
    for (const method of ["GET", "HEAD", "POST", "DELETE", "PATCH"]) {
      const { status, headers, body } = await ask(instance, PATH, { method, headers: { [TTL]: "60" } });
      assert.equal(status, 405, method);
      assert.equal(headers.allow, "OPTIONS, PUT");
      assert.equal(headers["content-length"], "0");
      assert.equal(headers["content-type"], "text/plain");
      assert.equal(headers.connection, "close");
      assert.equal(body, "");
    }
    const { status, headers } = await ask(instance, PATH, { method: "OPTIONS" });
    assert.deepEqual([status, headers.allow], [200, "OPTIONS, PUT"]);
    assert.equal(headers["access-control-allow-origin"], undefined);
  });

  test("no other path is put", async () => {
    assert.equal((await put(instance, { [TTL]: "60" }, ITEM)).status, 405);
  });
});

describe("a token", () => {
  test("opens what is there, and each answer says how long it is good yet", async () => {
    const token = await newToken(instance, 60);
    instance.nowMs += 10_000;
    const { status, headers, body } = await ask(instance, ITEM, { headers: { [TOKEN]: token } });
    assert.deepEqual([status, body], [200, "i-0123456789abcdef0"]);
    assert.equal(headers["x-aws-ec2-metadata-token-ttl-seconds"], "50");
    instance.nowMs += 49_000;
    assert.equal((await ask(instance, ITEM, { headers: { [TOKEN]: token } })).status, 200);
    instance.nowMs += 1_000;
    const ended = await ask(instance, ITEM, { headers: { [TOKEN]: token } });
    assert.equal(ended.status, 401);
    assert.match(ended.body, /<h1>401 - Unauthorized<\/h1>/);
  });

  test("is needed: none, one too many, an unknown or another instance's are refused with 401", async () => {
    const token = await newToken(instance);
    const foreign = createSessionTokens({
      key: Buffer.from("a key of the test"),
      instanceId: "i-0fedcba9876543210",
      clock: () => instance.nowMs,
      random: (count) => Buffer.alloc(count),
    }).issue(60);
    for (const headers of [
      {},
      { [TOKEN]: "" },
      { [TOKEN]: "AQAE" },
      { [TOKEN]: token.toLowerCase() },
      { [TOKEN]: `${token}=` },
      { [TOKEN]: foreign },
      { [TOKEN]: [token, token] },
      { [TTL]: "60" },
    ]) {
      assert.equal((await ask(instance, ITEM, { headers })).status, 401, JSON.stringify(headers));
    }
    assert.equal((await ask(instance, ITEM, { headers: { [TOKEN]: token } })).status, 200);
  });

  test("is good behind a restart with the same key, since SDKs try no other where it is refused", () => {
    const parts = {
      key: Buffer.from("kept"),
      instanceId: "i-0123456789abcdef0",
      clock: () => 1_000,
      random: (count: number) => Buffer.alloc(count, 7),
    };
    const token = createSessionTokens(parts).issue(60);
    assert.equal(createSessionTokens(parts).secondsLeft(token), 60);
    assert.equal(createSessionTokens({ ...parts, key: Buffer.from("other") }).secondsLeft(token), undefined);
  });

  test("with any one bit changed is no token", () => {
    const tokens = createSessionTokens({
      key: Buffer.from("kept"),
      instanceId: "i-0123456789abcdef0",
      clock: () => 1_000,
      random: (count) => Buffer.alloc(count, 7),
    });
    const bytes = Buffer.from(tokens.issue(21_600), "base64url");
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        const changed = Buffer.from(bytes);
        changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
        assert.equal(tokens.secondsLeft(`${changed.toString("base64url")}==`), undefined);
      }),
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (text) => assert.equal(tokens.secondsLeft(text), undefined)),
    );
  });
});

test("version 1 is answered where it is allowed, and closes the connection as EC2's does", async () => {
  const old = await startTestInstance({ allowsVersion1: true });
  try {
    const { status, headers, body } = await ask(old, ITEM);
    assert.deepEqual([status, body], [200, "i-0123456789abcdef0"]);
    assert.deepEqual(
      ["content-type", "accept-ranges", "server", "connection"].map((name) => headers[name]),
      ["text/plain", "none", "EC2ws", "close"],
    );
    for (const name of ["last-modified", "content-length", "date"]) assert.ok(headers[name], name);
    assert.equal(headers["x-aws-ec2-metadata-token-ttl-seconds"], undefined);
    // Either header of version 2 makes a request one of it.
    assert.equal((await ask(old, ITEM, { headers: { [TTL]: "60" } })).status, 401);
    assert.equal((await ask(old, ITEM, { headers: { [TOKEN]: "no" } })).status, 401);
    // A session says which version handed it out, so that each has its own.
    const path = "/latest/meta-data/iam/security-credentials/Web";
    const first = JSON.parse((await ask(old, path)).body);
    const second = JSON.parse((await ask(old, path, { headers: { [TOKEN]: await newToken(old) } })).body);
    assert.notEqual(first.AccessKeyId, second.AccessKeyId);
    assert.deepEqual(old.deliveries.toSorted(), ["1.0", "2.0"]);
  } finally {
    await old.stop();
  }
});

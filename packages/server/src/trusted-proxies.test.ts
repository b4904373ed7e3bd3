import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createSenderReader, isNetwork } from "./trusted-proxies.ts";

let malformed = 0;
const reader = createSenderReader({
  networks: ["10.0.0.0/8", "2001:db8::/32", "192.0.2.1"],
  onMalformed: () => {
    malformed += 1;
  },
});

function senderOf(peer: string, forwardedFor: readonly string[] = [], proto: readonly string[] = []) {
  malformed = 0;
  const headers = {
    ...(forwardedFor.length > 0 && { "x-forwarded-for": forwardedFor }),
    ...(proto.length > 0 && { "x-forwarded-proto": proto }),
  };
  return reader?.(peer, headers) ?? assert.fail();
}

test("without a trusted proxy nothing is read", () => {
  assert.equal(createSenderReader({ networks: [], onMalformed() {} }), undefined);
  const spoofed = senderOf("198.51.100.9", ["203.0.113.7"], ["https"]);
  assert.deepEqual(spoofed, { address: "198.51.100.9", isSecure: false });
  assert.equal(malformed, 0, "a stranger's headers are not looked at");
});

test("the last address that is no trusted proxy sent the request", () => {
  const cases: readonly (readonly [values: readonly string[], address: string])[] = [
    [["203.0.113.7"], "203.0.113.7"],
    [["1.1.1.1, 203.0.113.7"], "203.0.113.7"],
    [["1.1.1.1, 203.0.113.7, 10.1.2.3"], "203.0.113.7"],
    [["1.1.1.1", "203.0.113.7", "10.1.2.3"], "203.0.113.7"],
    [["nonsense, 203.0.113.7"], "203.0.113.7"],
    [["203.0.113.7:4711"], "203.0.113.7"],
    [["[2a00::7]:443, 2001:db8::9"], "2a00::7"],
    [["2a00::7"], "2a00::7"],
    [["::ffff:203.0.113.7"], "203.0.113.7"],
    [["::FFFF:cb00:7107"], "203.0.113.7"],
    [["0:0:0:0:0:ffff:203.0.113.7"], "203.0.113.7"],
    [["2A00:0:0::7"], "2a00::7"],
    [["203.0.113.7, ::ffff:a00:9"], "203.0.113.7"],
    [["10.0.0.9, 10.0.0.8"], "10.0.0.9"],
    [[], "10.0.0.1"],
  ];
  for (const [values, address] of cases) {
    assert.equal(senderOf("10.0.0.1", values).address, address, values.join("; "));
    assert.equal(malformed, 0, values.join("; "));
  }
  assert.equal(senderOf("192.0.2.1", ["203.0.113.7"]).address, "203.0.113.7");
  assert.equal(senderOf("192.0.2.2", ["203.0.113.7"]).address, "192.0.2.2");
});

test("what is malformed where it counts is ignored, and counted", () => {
  for (const value of [
    "nonsense",
    "203.0.113.7, ",
    "203.0.113.7, unknown",
    "fe80::1%eth0",
    "300.1.1.1",
    '"x',
  ]) {
    assert.equal(senderOf("10.0.0.1", [value]).address, "10.0.0.1", value);
    assert.equal(malformed, 1, value);
  }
  const endless = Array.from({ length: 5_000 }, () => "10.0.0.2").join(",");
  assert.equal(senderOf("10.0.0.1", [`203.0.113.7,${endless}`]).address, "10.0.0.1");
  assert.equal(malformed, 1);
});

test("TLS is believed where every proxy says so", () => {
  const secure = (...proto: readonly string[]) => senderOf("10.0.0.1", [], proto).isSecure;
  assert.deepEqual([secure(), secure("https"), secure("HTTPS"), secure("http")], [false, true, true, false]);
  assert.deepEqual(
    [secure("https, http"), secure("http", "https"), secure("https", "https")],
    [false, false, true],
  );
  assert.equal(malformed, 0);
  assert.deepEqual([secure("wss"), malformed], [false, 1]);
  // Whoever fills the room must not push out what the proxy adds behind.
  for (const filled of [`https,${" ".repeat(245)}https`, `https${" ".repeat(251)}`, "https,".repeat(60)]) {
    assert.deepEqual([secure(`${filled}, http`), malformed], [false, 1], filled);
    assert.equal(secure(filled, "http"), false, filled);
  }
});

test("whatever headers say, an address comes out, and never one left of a stranger's", () => {
  const entry = fc.oneof(fc.ipV4(), fc.ipV6(), fc.string({ maxLength: 8 }), fc.constant("10.0.0.7"));
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 20 }), fc.ipV4(), (entries, last) => {
      fc.pre(!last.startsWith("10.") && last !== "192.0.2.1");
      assert.equal(senderOf("10.0.0.1", [[...entries, last].join(",")]).address, last);
    }),
  );
});

test("networks are addresses and CIDR blocks", () => {
  for (const text of ["10.0.0.1", "10.0.0.0/8", "0.0.0.0/0", "2001:db8::1", "::/0"])
    assert.ok(isNetwork(text));
  for (const text of [
    "",
    "10.0.0.0/",
    "10.0.0.0/33",
    "::/129",
    "10.0.0/8",
    "a",
    "10.0.0.0/8/8",
    "fe80::1%lo/64",
  ])
    assert.ok(!isNetwork(text), text);
});

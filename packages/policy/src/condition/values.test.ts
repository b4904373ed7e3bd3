import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { equalsBase64 } from "./base64.ts";
import { compareInstant, type Instant, parseInstant } from "./instant.ts";
import { parseIpRange } from "./ip-range.ts";
import { compareNumber, INCOMPARABLE } from "./number.ts";
import { equalsIgnoringCase } from "./text.ts";

test("numbers compare as doubles do", () => {
  const written = fc.double({ noNaN: true, noDefaultInfinity: true }).map(String);
  fc.assert(
    fc.property(written, fc.double({ noNaN: true }), (text, bound) => {
      assert.equal(compareNumber(text, bound), Math.sign(Number(text) - bound) || 0);
    }),
  );
  for (const text of ["12", "+12", "-7", "007", "1e2", "1.5E-3"])
    assert.equal(compareNumber(text, Number(text)), 0);
  for (const text of ["", " 1", "0x10", "1.", ".5", "1e", "Infinity", "1,5", "--1"]) {
    assert.equal(compareNumber(text, 1), INCOMPARABLE, text);
  }
});

function instantOf(ms: number): Instant {
  const days = Math.floor(ms / 86_400_000);
  return { days, ms: ms - days * 86_400_000 };
}

test("every instant that JavaScript writes is read", () => {
  const dates = fc.date({ min: new Date("0000-01-01"), max: new Date("9999-12-31"), noInvalidDate: true });
  fc.assert(
    fc.property(dates, (date) => {
      assert.deepEqual(parseInstant(date.toISOString()), instantOf(date.getTime()));
      assert.equal(compareInstant(date.toISOString(), instantOf(date.getTime() + 1)), -1);
    }),
  );
});

const instants: readonly (readonly [text: string, iso: string | undefined])[] = [
  ["2024", "2024-01-01T00:00:00Z"],
  ["2024-02", "2024-02-01T00:00:00Z"],
  ["2024-02-29", "2024-02-29T00:00:00Z"],
  ["2024-02-29T10:20Z", "2024-02-29T10:20:00Z"],
  ["2024-02-29T10:20:30+01:30", "2024-02-29T08:50:30Z"],
  ["2024-03-01T00:30:00+01:00", "2024-02-29T23:30:00Z"],
  ["2024-02-29T23:30:00-01:00", "2024-03-01T00:30:00Z"],
  ["2024-02-29T10:20:30.12999Z", "2024-02-29T10:20:30.129Z"],
  ["1709202030", "2024-02-29T10:20:30Z"],
  ["1709202030.5", "2024-02-29T10:20:30.500Z"],
  ["-1", "1969-12-31T23:59:59Z"],
  ["2023-02-29", undefined],
  ["2024-13", undefined],
  ["2024-1", undefined],
  ["2024-02-29T10:20", undefined],
  ["2024-02-29T24:00Z", undefined],
  ["2024-02-29T10:20:60Z", undefined],
  ["2024-02-29T10:20:30.Z", undefined],
  ["2024-02-29T10:20:30z", undefined],
  ["2024-02-29 10:20Z", undefined],
  ["tomorrow", undefined],
  ["", undefined],
];

for (const [text, iso] of instants) {
  test(`the date "${text}" is ${iso ?? "none"}`, () => {
    const instant = iso === undefined ? undefined : instantOf(Date.parse(iso));
    assert.deepEqual(parseInstant(text), instant);
    assert.equal(compareInstant(text, instant ?? instantOf(0)), instant === undefined ? INCOMPARABLE : 0);
  });
}

const ranges: readonly (readonly [range: string, address: string, expected: boolean])[] = [
  ["10.0.0.0/8", "10.255.0.1", true],
  ["10.0.0.0/8", "11.0.0.1", false],
  ["203.0.113.77/24", "203.0.113.1", true],
  ["203.0.113.1", "203.0.113.1", true],
  ["203.0.113.1", "203.0.113.2", false],
  ["0.0.0.0/0", "255.255.255.255", true],
  ["0.0.0.0/0", "::1", false],
  ["255.255.255.254/31", "255.255.255.255", true],
  ["10.0.0.0/8", "10.0.0.01", false],
  ["10.0.0.0/8", "10.0.0", false],
  ["10.0.0.0/8", "10.0.0.0/8", false],
  ["10.0.0.0/33", "10.0.0.0", false],
  ["2001:db8::/32", "2001:DB8:1:2:3:4:5:6", true],
  ["2001:db8::/33", "2001:db8:8000::", false],
  ["2001:db8::/127", "2001:db8::1", true],
  ["2001:db8::/127", "2001:db8::2", false],
  ["::/0", "fe80::1", true],
  ["::ffff:0:0/96", "::ffff:192.0.2.1", true],
  ["::1", "0:0:0:0:0:0:0:1", true],
  ["1::8", "1:0:0:0:0:0:0:8", true],
  ["1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0", true],
  ["::/0", "1:2:3:4:5:6:7:8:9", false],
  ["::/0", "1::2::3", false],
  ["::/0", "1:2:3:4:5:6:7::8", false],
  ["::/0", ":1", false],
  ["::/0", "1:", false],
  ["::/0", ":::", false],
  ["::/0", "12345::", false],
  ["::/0", "1.2.3.4::", false],
];

for (const [range, address, expected] of ranges) {
  test(`${range} ${expected ? "holds" : "does not hold"} ${address}`, () => {
    assert.equal(parseIpRange(range)?.contains(address) ?? false, expected);
  });
}

test("an IPv6 address is in the ranges that share its prefix, and in no other", () => {
  const groups = fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 });
  const bitsOf = (address: readonly number[]) =>
    address.map((group) => group.toString(2).padStart(16, "0")).join("");
  const write = (address: readonly number[]) => address.map((group) => group.toString(16)).join(":");
  fc.assert(
    fc.property(
      groups,
      fc.integer({ min: 0, max: 127 }),
      fc.integer({ min: 0, max: 128 }),
      (network, flipped, length) => {
        const address = network.map((group, index) =>
          index === flipped >> 4 ? group ^ (0x8000 >> (flipped % 16)) : group,
        );
        const expected = bitsOf(network).slice(0, length) === bitsOf(address).slice(0, length);
        assert.equal(parseIpRange(`${write(network)}/${length}`)!.contains(write(address)), expected);
      },
    ),
  );
});

test("binary values compare as bytes", () => {
  assert.ok(equalsBase64("QmluYXJ5", "QmluYXJ5"));
  assert.ok(equalsBase64("", ""));
  assert.ok(equalsBase64("AB==", "AA=="), "the last four bits belong to no byte");
  assert.ok(!equalsBase64("AQ==", "AA=="));
  assert.ok(!equalsBase64("AAA=", "AA=="));
  assert.ok(!equalsBase64("AA", "AA"), "padding is required");
  assert.ok(!equalsBase64("A-==", "A-=="));
});

test("case is ignored as toLowerCase ignores it", () => {
  const text = fc.string({ unit: fc.constantFrom(..."aAbBİiıKſsßΣςé"), maxLength: 4 });
  fc.assert(
    fc.property(text, text, (left, right) => {
      assert.equal(equalsIgnoringCase(left, right), left.toLowerCase() === right.toLowerCase());
    }),
    { numRuns: 2000 },
  );
});

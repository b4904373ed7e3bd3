import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { equalsBase64 } from "./base64.ts";
import { compareRead, type Decimal, parseDecimal, readDecimal } from "./decimal.ts";
import { compareReadInstant, type Instant, parseInstant, readInstant } from "./instant.ts";
import { compileIpRanges } from "./ip-range.ts";
import { equalsIgnoringCase } from "./text.ts";
import { DIFFERS, INCOMPARABLE, MATCHES, type Match } from "./value-matcher.ts";

/** Undefined where either is no number. */
function compareDecimals(left: string, right: string): number | undefined {
  const bound = parseDecimal(right);
  return bound !== undefined && readDecimal(left) ? compareRead(left, bound) : undefined;
}

test("numbers compare as doubles do", () => {
  const written = fc.double({ noNaN: true, noDefaultInfinity: true }).map(String);
  fc.assert(
    fc.property(written, written, (left, right) => {
      assert.equal(compareDecimals(left, right), Math.sign(Number(left) - Number(right)) || 0);
    }),
  );
});

/** Ten thousandths as a number is written: with zeros before and behind, with or without point and exponent. */
const decimal = fc
  .record({
    value: fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
    exponent: fc.integer({ min: -6, max: 6 }),
    zeros: fc.nat(3),
    plus: fc.boolean(),
  })
  .map(({ value, exponent, zeros, plus }) => {
    const digits = String(value < 0n ? -value : value).padStart(5 + zeros, "0");
    const point = digits.length - 4;
    const sign = value < 0n ? "-" : plus ? "+" : "";
    const moved = exponent === 0 ? "" : `e${exponent}`;
    const text = `${sign}${digits.slice(0, point)}.${digits.slice(point)}${"0".repeat(zeros)}${moved}`;
    return { text, scaled: value * 10n ** BigInt(exponent + 6) };
  });

test("numbers compare with all of their digits", () => {
  fc.assert(
    fc.property(decimal, decimal, (left, right) => {
      const expected = left.scaled === right.scaled ? 0 : left.scaled < right.scaled ? -1 : 1;
      assert.equal(compareDecimals(left.text, right.text), expected);
      assert.equal(compareDecimals(left.text, left.text.replace(/(e|$)/, "00$1")), 0);
    }),
    { numRuns: 1000 },
  );
});

const numbers: readonly (readonly [left: string, right: string, order: number | undefined])[] = [
  ["+12", "12.0", 0],
  ["007", "7", 0],
  ["-7", "7", -1],
  ["-0", "0.00", 0],
  ["1e2", "100", 0],
  ["1.5E-3", "0.0015", 0],
  ["9007199254740993", "9007199254740992", 1],
  ["0.1", "0.10000000000000000001", -1],
  ["1e999999999", "2", 1],
  ["-1e-999999999", "0", -1],
  ["1e1000000000", "1", undefined],
  ...["", " 1", "0x10", "1.", ".5", "1e", "Infinity", "NaN", "1,5", "--1", "1 "].map(
    (text) => [text, "1", undefined] as const,
  ),
];

for (const [left, right, order] of numbers) {
  test(`the number "${left}" against "${right}": ${order ?? "none"}`, () => {
    assert.equal(compareDecimals(left, right), order);
    assert.equal(compareDecimals(right, left), order === undefined ? undefined : -order || 0);
  });
}

test("numbers that are none are none on either side", () => {
  const none: Decimal | undefined = parseDecimal("ten");
  assert.equal(none, undefined);
});

function compareInstants(text: string, bound: Instant): number | undefined {
  return readInstant(text) ? compareReadInstant(bound) : undefined;
}

function instantOf(ms: number): Instant {
  const days = Math.floor(ms / 86_400_000);
  return { days, ms: ms - days * 86_400_000 };
}

test("every instant that JavaScript writes is read", () => {
  const dates = fc.date({ min: new Date("0000-01-01"), max: new Date("9999-12-31"), noInvalidDate: true });
  fc.assert(
    fc.property(dates, (date) => {
      assert.deepEqual(parseInstant(date.toISOString()), instantOf(date.getTime()));
      assert.equal(compareInstants(date.toISOString(), instantOf(date.getTime() + 1)), -1);
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
  ["1709202030000000", undefined],
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
    assert.equal(compareInstants(text, instant ?? instantOf(0)), instant === undefined ? undefined : 0);
  });
}

const ranges: readonly (readonly [range: string, address: string, expected: Match])[] = [
  ["10.0.0.0/8", "10.255.0.1", MATCHES],
  ["10.0.0.0/8", "11.0.0.1", DIFFERS],
  ["203.0.113.77/24", "203.0.113.1", MATCHES],
  ["203.0.113.1", "203.0.113.1", MATCHES],
  ["203.0.113.1", "203.0.113.2", DIFFERS],
  ["0.0.0.0/0", "255.255.255.255", MATCHES],
  ["0.0.0.0/0", "::1", DIFFERS],
  ["255.255.255.254/31", "255.255.255.255", MATCHES],
  // Leading zeros are taken, and a plus before the length.
  ["10.0.0.0/8", "010.000.0.0001", MATCHES],
  ["010.0.0.0/08", "10.0.0.1", MATCHES],
  ["10.0.0.0/+8", "10.0.0.1", MATCHES],
  ["10.0.0.0/-8", "10.0.0.1", DIFFERS],
  ["10.0.0.0/", "10.0.0.0", DIFFERS],
  ["10.0.0.0/33", "10.0.0.0", DIFFERS],
  ["10.0.0.256", "10.0.0.0", DIFFERS],
  ["here", "10.0.0.0", DIFFERS],
  ["10.0.0.0/8", "10.0.0", INCOMPARABLE],
  ["10.0.0.0/8", "10.0.0.256", INCOMPARABLE],
  ["10.0.0.0/8", "10.0.0.0/8", INCOMPARABLE],
  ["10.0.0.0/8", "10.0.0.0 ", INCOMPARABLE],
  ["2001:db8::/32", "2001:DB8:1:2:3:4:5:6", MATCHES],
  ["2001:db8::/33", "2001:db8:8000::", DIFFERS],
  ["2001:db8::/127", "2001:db8::1", MATCHES],
  ["2001:db8::/127", "2001:db8::2", DIFFERS],
  ["::/0", "fe80::1", MATCHES],
  ["::/000", "fe80::1", MATCHES],
  ["::/+0", "fe80::1", DIFFERS],
  ["::1", "0:0:0:0:0:0:0:1", MATCHES],
  ["1::8", "1:0:0:0:0:0:0:8", MATCHES],
  ["1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0", MATCHES],
  // Bits behind the length: the range never matches.
  ["2001:db8::5/64", "2001:db8::1", DIFFERS],
  ["2001:db8::5/64", "2001:db8::5", DIFFERS],
  ["2001:db8::4/127", "2001:db8::4", MATCHES],
  ["2001:db8::4/127", "2001:db8::5", MATCHES],
  ["8000::/0", "8000::", DIFFERS],
  // An address that stands for an IPv4 address is one; a range is what it is written as.
  ["192.0.2.0/24", "::ffff:192.0.2.1", MATCHES],
  ["192.0.2.0/24", "::ffff:c000:201", MATCHES],
  ["192.0.2.0/24", "0:0:0:0:0:ffff:192.0.2.1", MATCHES],
  ["::ffff:0:0/96", "192.0.2.1", DIFFERS],
  ["::ffff:0:0/96", "::ffff:192.0.2.1", DIFFERS],
  ["::ffff:192.0.2.0/120", "192.0.2.1", DIFFERS],
  ["::c000:201", "::192.0.2.1", MATCHES],
  // Spellings that are taken beside those of RFC 4291.
  ["2001:db8::1/128", "2001:db8:::1", MATCHES],
  ["2001:db8::1/128", "2001:db8::1:", MATCHES],
  ["2001:db8::1/128", ":2001:db8::1", DIFFERS],
  ["0:2001:db8::1", ":2001:db8::1", MATCHES],
  ["1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8:", MATCHES],
  ["0:2:3:4:5:6:7:8", ":2:3:4:5:6:7:8", MATCHES],
  ["192.0.2.1", "::ffff:192.0.2.1:", MATCHES],
  ["::/0", ":::", MATCHES],
  ["::/0", "1:::", MATCHES],
  ["::/0", "2001:db8::::1", INCOMPARABLE],
  ["::/0", "2001::db8::1", INCOMPARABLE],
  ["::/0", "2001::db8:::1", INCOMPARABLE],
  ["::/0", "::ffff:::192.0.2.1", INCOMPARABLE],
  ["::/0", "1:2:3:4:5:6:7:8:9", INCOMPARABLE],
  ["::/0", "1:2:3:4:5:6:7::8", INCOMPARABLE],
  ["1:2:3:4:5:6:7::8", "1:2:3:4:5:6:7:8", DIFFERS],
  ["1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0", MATCHES],
  ["::/0", "1:2:3:4:5:6:7:8::", INCOMPARABLE],
  ["::/0", ":1:2:3:4:5:6:7:8", INCOMPARABLE],
  ["::/0", ":1", INCOMPARABLE],
  ["::/0", "1:", INCOMPARABLE],
  ["::/0", ":", INCOMPARABLE],
  ["::/0", "", INCOMPARABLE],
  ["::/0", "12345::", INCOMPARABLE],
  ["::/0", "fe80::1%1", INCOMPARABLE],
  ["::/0", "1.2.3.4::", INCOMPARABLE],
  ["::/0", "1:2:3:4:5:6:7:1.2.3.4", INCOMPARABLE],
];

const NAMES: { readonly [Key in Match]?: string } = {
  [MATCHES]: "holds",
  [DIFFERS]: "does not hold",
  [INCOMPARABLE]: "is not compared with",
};

for (const [range, address, expected] of ranges) {
  test(`${range} ${NAMES[expected]} ${address}`, () => {
    assert.equal(compileIpRanges([range])(address, new Map()), expected);
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
        const base = network.map((group, index) => {
          const used = Math.min(16, Math.max(0, length - 16 * index));
          return group & ~(0xffff >> used);
        });
        const match = compileIpRanges([`${write(base)}/${length}`])(write(address), new Map());
        assert.equal(match, expected ? MATCHES : DIFFERS);
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

test("case is ignored as toLowerCase ignores it, but for characters beyond 16 bits", () => {
  const alphabet = [
    "a",
    "A",
    "b",
    "B",
    "İ",
    "i",
    "\u0307",
    "ı",
    "K",
    "ſ",
    "s",
    "ß",
    "Σ",
    "σ",
    "ς",
    "é",
    "e\u0301",
    "𐐀",
    "𐐨",
  ];
  const text = fc.array(fc.constantFrom(...alphabet), { maxLength: 4 });
  const lower = (characters: readonly string[]) => characters.join("").toLowerCase();
  fc.assert(
    fc.property(text, text, (left, right) => {
      const keep = (characters: readonly string[]) =>
        characters.filter((each) => each.codePointAt(0)! > 0xffff);
      const expected = lower(left) === lower(right) && keep(left).join() === keep(right).join();
      assert.equal(equalsIgnoringCase(left.join(""), right.join("")), expected);
    }),
    { numRuns: 3000 },
  );
});

const cases: readonly (readonly [left: string, right: string, expected: boolean])[] = [
  ["S", "ſ", false],
  ["Σ", "ς", false],
  ["ΟΣ", "ος", true],
  ["ΟΣ", "οσ", false],
  ["İ", "i\u0307", true],
  ["é", "e\u0301", false],
  ["É", "é", true],
  ["K", "k", true],
  ["𐐀", "𐐨", false],
  ["𐐀B", "𐐀b", true],
];

for (const [left, right, expected] of cases) {
  test(`"${left}" and "${right}" are ${expected ? "" : "not "}equal but for their case`, () => {
    assert.equal(equalsIgnoringCase(left, right), expected);
    assert.equal(equalsIgnoringCase(right, left), expected);
  });
}

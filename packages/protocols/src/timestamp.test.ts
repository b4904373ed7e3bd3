import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { formatIso8601 } from "./timestamp.ts";

/** As JavaScript writes it, without milliseconds where there are none. */
const plainly = (date: Date) => date.toISOString().replace(".000Z", "Z");

test("dates are written as JavaScript writes them, without milliseconds where there are none", () => {
  const wholeSecond = fc.date({ noInvalidDate: true }).map((date) => {
    date.setUTCMilliseconds(0);
    return date;
  });
  // One after another, since what was written last is remembered.
  const dates = fc.array(fc.oneof(wholeSecond, fc.date({ noInvalidDate: true })), { minLength: 1 });
  fc.assert(
    fc.property(dates, (several) => {
      assert.deepEqual(several.map(formatIso8601), several.map(plainly));
    }),
  );
});

test("the ends of days, of years with four digits and of time itself", () => {
  const epochMs = [
    0, -1000, 86_399_000, 86_400_000, -62_167_219_200_000, -62_167_219_201_000, 253_402_300_799_000,
  ];
  for (const each of [...epochMs, 253_402_300_800_000, 8.64e15, -8.64e15, 1, -1]) {
    const date = new Date(each);
    assert.equal(formatIso8601(date), plainly(date));
  }
});

test("what is no date is not written", () => {
  assert.throws(() => formatIso8601(new Date(Number.NaN)), RangeError);
});

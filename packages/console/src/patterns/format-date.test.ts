import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { formatDate, formatHour } from "./format-date.ts";

const DAYS = { noInvalidDate: true, min: new Date("1970-01-02"), max: new Date("2200-01-01") };

test("an hour is what a British reader expects, as the browser's languages have it", () => {
  fc.assert(
    fc.property(fc.date(DAYS), (date) => {
      const expected = date.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
      assert.equal(formatHour(date.toISOString()), expected);
      assert.equal(formatHour(date.getTime()), expected);
    }),
  );
  assert.equal(formatHour(new Date(2026, 10, 27, 0, 5).getTime()), "00:05");
});

test("so is a day", () => {
  fc.assert(
    fc.property(fc.date(DAYS), (date) => {
      const day = date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
      assert.equal(formatDate(date.toISOString()).split(",")[0], day);
    }),
  );
});

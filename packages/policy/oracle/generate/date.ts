import fc from "fast-check";

const digits = (value: number, length: number) => String(value).padStart(length, "0");
const twoDigits = (...values: readonly number[]) =>
  fc.constantFrom(...values).map((value) => digits(value, 2));

const day = fc
  .tuple(
    fc.constantFrom(0, 99, 1900, 1969, 1970, 2000, 2023, 2024, 2100, 9999).map((year) => digits(year, 4)),
    twoDigits(0, 1, 2, 4, 11, 12, 13),
    twoDigits(0, 1, 28, 29, 30, 31, 32),
  )
  .map((parts) => parts.join("-"));

const time = fc
  .tuple(
    twoDigits(0, 12, 23, 24),
    twoDigits(0, 30, 59, 60),
    fc.option(fc.tuple(twoDigits(0, 1, 59, 60), fc.constantFrom("", ".0", ".5", ".001", ".0019", ".999")), {
      nil: undefined,
    }),
    fc.constantFrom("Z", "Z", "+00:00", "-00:00", "+05:30", "-12:00", "+23:59", "+24:00", "+00:60", ""),
  )
  .map(
    ([hour, minute, rest, zone]) =>
      `T${hour}:${minute}${rest === undefined ? "" : `:${rest.join("")}`}${zone}`,
  );

/** Dates of every form, most of them right, about the places where calendars are got wrong. */
export const dateText: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: fc.tuple(day, time).map(([date, clock]) => date + clock), weight: 3 },
  { arbitrary: day, weight: 1 },
  { arbitrary: fc.integer({ min: -100_000, max: 2_000_000_000 }).map(String), weight: 1 },
  {
    arbitrary: fc.constantFrom("946684800", "951782400", "1704067200", "-1", "12345", "1234", "99999.9"),
    weight: 1,
  },
);

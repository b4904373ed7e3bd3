const EPOCH_SECONDS = /^[0-9]{1,19}(?:\.[0-9]{1,9})?$/;
const LATEST_EPOCH = 9223372036854775807n;

const DATE =
  /^(?<year>-?[0-9]{1,9})(?:-(?<month>[0-9]{1,2})(?:-(?<day>[0-9]{1,2}))?)?(?:[Tt](?:(?<hour>[0-9]{1,2})(?::(?<minute>[0-9]{1,2})(?::(?<second>[0-9]{1,2})(?:[.,][0-9]{1,9})?)?)?)?(?:[Zz]|[+-](?<offsetHour>[0-9]{2})(?::?(?<offsetMinute>[0-9]{2}))?)?)?$/;

const RANGES: readonly (readonly [part: string, low: number, high: number])[] = [
  ["year", -292_275_054, 292_278_993],
  ["month", 1, 12],
  ["day", 1, 31],
  ["hour", 0, 24],
  ["minute", 0, 59],
  ["second", 0, 60],
  ["offsetHour", 0, 23],
  ["offsetMinute", 0, 59],
];

/**
 * Whether AWS takes this as the value of a date operator when a policy is created: epoch seconds, or ISO 8601 with parts
 * left out from the end. More is accepted here than ever compares; a value such as "01T" is stored and never matches.
 */
export function isDateForm(value: string): boolean {
  if (EPOCH_SECONDS.test(value)) return BigInt(value.split(".")[0]!) <= LATEST_EPOCH;
  const parts = DATE.exec(value)?.groups;
  if (parts === undefined) return false;
  return RANGES.every(([part, low, high]) => {
    const text = parts[part];
    return text === undefined || (Number(text) >= low && Number(text) <= high);
  });
}

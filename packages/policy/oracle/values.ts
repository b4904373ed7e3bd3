/**
 * The typed values of conditions: IAM User Guide, "IAM JSON policy elements: Condition operators". Each reader answers
 * undefined for a text that is no such value.
 */

/** 0.digits × 10^power, without zeros at either end; no digits are zero. */
export interface DecimalValue {
  readonly sign: -1 | 0 | 1;
  readonly digits: string;
  readonly power: bigint;
}

/** "An integer or decimal value". Recorded: leading zeros and a plus are taken, 1e0 too, and decimal precision is kept. */
export function readNumber(text: string): DecimalValue | undefined {
  const [, sign, whole = "", fraction = "", exponent = "0"] =
    /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  if (sign === undefined) return undefined;
  // No number that is kept to its last digit has an exponent of ten digits.
  if (exponent.replace(/^[+-]?0*/, "").length > 9) return undefined;
  const all = whole + fraction;
  const digits = all.replace(/^0+/, "").replace(/0+$/, "");
  if (digits === "") return { sign: 0, digits, power: 0n };
  const zeros = all.length - all.replace(/^0+/, "").length;
  const power = BigInt(whole.length - zeros) + BigInt(exponent.replace("+", ""));
  return { sign: sign === "-" ? -1 : 1, digits, power };
}

/** Less than, equal to or greater than zero, as the first is to the second. */
export function orderNumbers(left: DecimalValue, right: DecimalValue): number {
  if (left.sign !== right.sign) return left.sign - right.sign;
  if (left.power !== right.power) return left.power < right.power ? -left.sign : left.sign;
  const length = Math.max(left.digits.length, right.digits.length);
  const [a, b] = [left.digits.padEnd(length, "0"), right.digits.padEnd(length, "0")];
  return a === b ? 0 : a < b ? -left.sign : left.sign;
}

/** Recorded: `true` in any case is true, every other text is false. */
export function readBoolean(text: string): boolean {
  return text.toLowerCase() === "true";
}

/** Milliseconds. "One of the W3C implementations of the ISO 8601 date formats or in epoch (UNIX) time". */
export function readDate(text: string): number | undefined {
  return readIsoDate(text) ?? readEpochSeconds(text);
}

const isoDate =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?(Z|[+-]\d{2}:\d{2}))?)?)?$/;

function readIsoDate(text: string): number | undefined {
  const match = isoDate.exec(text);
  if (match === null) return undefined;
  const [, year, month = "01", day = "01", hour = "00", minute = "00", second = "00", fraction = "", zone] =
    match;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  if (!isCalendarDay(Number(year), Number(month), Number(day))) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  date.setUTCHours(Number(hour), Number(minute), Number(second), Number(fraction.padEnd(3, "0").slice(0, 3)));
  const offset = readZone(zone ?? "Z");
  return offset === undefined ? undefined : date.getTime() - offset;
}

function isCalendarDay(year: number, month: number, day: number): boolean {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days !== undefined && day >= 1 && day <= days;
}

/** Milliseconds east of UTC. */
function readZone(zone: string): number | undefined {
  if (zone === "Z") return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (hours > 23 || minutes > 59) return undefined;
  return (zone[0] === "-" ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** Four digits are a year, so that seconds have five or more, a sign or a fraction; more than 15 are no time. */
function readEpochSeconds(text: string): number | undefined {
  if (!/^-\d+(\.\d+)?$|^\d{5,}$|^\d+\.\d+$/.test(text) || /\d{16}/.test(text.split(".")[0]!))
    return undefined;
  return Math.trunc(Number(text) * 1000);
}

/** Bytes as a string of hexadecimal digits, from base64 with its padding. */
export function readBase64(text: string): string | undefined {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) return undefined;
  return Buffer.from(text, "base64").toString("hex");
}

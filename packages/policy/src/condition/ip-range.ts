/**
 * IPv4 and IPv6 ranges in CIDR notation: RFC 4632, RFC 4291. IAM User Guide, "IP address condition operators".
 * The two families never match each other.
 */

/** A range as 16-bit groups (two for IPv4, eight for IPv6) and the length of its prefix. */
export class IpRange {
  private readonly groups: Uint16Array;
  private readonly prefixLength: number;
  /** INVARIANT: filled and read within one call of `contains`, which runs nobody else's code. */
  private readonly asked: Uint16Array;

  private constructor(groups: Uint16Array, prefixLength: number) {
    this.groups = groups;
    this.prefixLength = prefixLength;
    this.asked = new Uint16Array(groups.length);
  }

  /** `address` or `address/length`; undefined for anything else. Bits after the prefix are ignored. */
  static parse(text: string): IpRange | undefined {
    const slash = text.indexOf("/");
    const address = slash === -1 ? text : text.slice(0, slash);
    const groups = new Uint16Array(address.includes(":") ? 8 : 2);
    if (!readAddress(address, groups)) return undefined;
    const longest = groups.length * 16;
    const length = slash === -1 ? longest : readPrefixLength(text.slice(slash + 1));
    return length <= longest ? new IpRange(groups, length) : undefined;
  }

  contains(address: string): boolean {
    return readAddress(address, this.asked) && this.sharesPrefix();
  }

  private sharesPrefix(): boolean {
    let bits = this.prefixLength;
    for (let index = 0; bits > 0; index++, bits -= 16) {
      const unused = bits < 16 ? 16 - bits : 0;
      if ((this.groups[index]! ^ this.asked[index]!) >> unused !== 0) return false;
    }
    return true;
  }
}

function readPrefixLength(text: string): number {
  return /^(?:0|[1-9]\d{0,2})$/.test(text) ? Number(text) : Number.POSITIVE_INFINITY;
}

/** Reads an address of the family that `into` has room for. */
function readAddress(text: string, into: Uint16Array): boolean {
  return into.length === 2 ? readIpv4(text, 0, into) : readIpv6(text, into);
}

const POINT = 0x2e;
const COLON = 0x3a;
const ZERO = 0x30;

/** Reads four decimal numbers, from `from` to the end of the text, into the last two groups. */
function readIpv4(text: string, from: number, into: Uint16Array): boolean {
  let at = from;
  for (let byte = 0; byte < 4; byte++) {
    if (byte > 0 && text.charCodeAt(at++) !== POINT) return false;
    const start = at;
    let value = 0;
    for (; text.charCodeAt(at) >= ZERO && text.charCodeAt(at) <= 0x39 && at < start + 3; at++) {
      value = value * 10 + (text.charCodeAt(at) - ZERO);
    }
    const hasLeadingZero = at > start + 1 && text.charCodeAt(start) === ZERO;
    if (at === start || value > 255 || hasLeadingZero) return false;
    const group = into.length - 2 + (byte >> 1);
    into[group] = byte % 2 === 0 ? value << 8 : into[group]! | value;
  }
  return at === text.length;
}

/** Reads groups up to the end; the groups after `::` are moved to the end once their number is known. */
function readIpv6(text: string, into: Uint16Array): boolean {
  let count = 0;
  let gap = -1;
  let at = 0;
  if (text.charCodeAt(0) === COLON) {
    if (text.charCodeAt(1) !== COLON) return false;
    gap = 0;
    at = 2;
  }
  while (at < text.length) {
    if (count === 8) return false;
    const end = endOfGroup(text, at);
    if (text.charCodeAt(end) === POINT) {
      if (count > 6 || !readIpv4(text, at, into)) return false;
      const high = into[6]!;
      const low = into[7]!;
      into[count++] = high;
      into[count++] = low;
      break;
    }
    if (end === at) return false;
    into[count++] = readGroup(text, at, end);
    if (end === text.length) break;
    if (text.charCodeAt(end) !== COLON) return false;
    at = end + 1;
    if (text.charCodeAt(at) === COLON) {
      if (gap !== -1) return false;
      gap = count;
      at++;
    } else if (at === text.length) return false;
  }
  return gap === -1 ? count === 8 : count < 8 && openGap(into, gap, count);
}

/** Moves what follows the gap to the end and fills the gap with zeros. */
function openGap(groups: Uint16Array, gap: number, count: number): boolean {
  const moved = count - gap;
  groups.copyWithin(8 - moved, gap, count);
  groups.fill(0, gap, 8 - moved);
  return true;
}

/** At most four hexadecimal digits. */
function endOfGroup(text: string, start: number): number {
  let at = start;
  while (at < start + 4 && hexDigit(text.charCodeAt(at)) !== -1) at++;
  return at;
}

function readGroup(text: string, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) value = value * 16 + hexDigit(text.charCodeAt(at));
  return value;
}

function hexDigit(code: number): number {
  if (code >= ZERO && code <= 0x39) return code - ZERO;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x61 + 10 : -1;
}

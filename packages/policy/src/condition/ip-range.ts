/**
 * IPv4 and IPv6 ranges in CIDR notation: RFC 4632, RFC 4291. IAM User Guide, "IP address condition operators".
 * The two families never match each other.
 */

/** The addresses of one family that begin with the same bits. */
export interface IpRange {
  contains(address: string): boolean;
}

/** `address` or `address/length`; undefined for anything else. Bits after the prefix are ignored. */
export function parseIpRange(text: string): IpRange | undefined {
  const slash = text.indexOf("/");
  const address = slash === -1 ? text : text.slice(0, slash);
  const isIpv6 = address.includes(":");
  const longest = isIpv6 ? 128 : 32;
  const length = slash === -1 ? longest : readPrefixLength(text.slice(slash + 1));
  if (length > longest) return undefined;
  return isIpv6 ? Ipv6Range.parse(address, length) : Ipv4Range.parse(address, length);
}

function readPrefixLength(text: string): number {
  return /^(?:0|[1-9]\d{0,2})$/.test(text) ? Number(text) : Number.POSITIVE_INFINITY;
}

class Ipv4Range implements IpRange {
  private readonly network: number;
  /** The bits that count. */
  private readonly mask: number;

  private constructor(network: number, prefixLength: number) {
    this.network = network;
    this.mask = prefixLength === 0 ? 0 : -1 << (32 - prefixLength);
  }

  static parse(address: string, prefixLength: number): IpRange | undefined {
    const network = readIpv4(address, 0);
    return network === INVALID ? undefined : new Ipv4Range(network, prefixLength);
  }

  contains(text: string): boolean {
    const address = readIpv4(text, 0);
    return address !== INVALID && ((address ^ this.network) & this.mask) === 0;
  }
}

const GROUPS = 8;

class Ipv6Range implements IpRange {
  /** 16 bits each. */
  private readonly groups: Uint16Array;
  private readonly prefixLength: number;
  /** INVARIANT: filled and read within one call of `contains`, which runs nobody else's code. */
  private readonly asked = new Uint16Array(GROUPS);

  private constructor(groups: Uint16Array, prefixLength: number) {
    this.groups = groups;
    this.prefixLength = prefixLength;
  }

  static parse(address: string, prefixLength: number): IpRange | undefined {
    const groups = new Uint16Array(GROUPS);
    return readIpv6(address, groups) ? new Ipv6Range(groups, prefixLength) : undefined;
  }

  contains(address: string): boolean {
    return readIpv6(address, this.asked) && this.sharesPrefix();
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

const POINT = 0x2e;
const COLON = 0x3a;
const ZERO = 0x30;

/** Instead of an address: no 32 bits are this number. */
const INVALID = 2 ** 32;

/** Reads four decimal numbers, from `from` to the end of the text: 32 bits, or INVALID. */
function readIpv4(text: string, from: number): number {
  let address = 0;
  let points = 0;
  let value = 0;
  let digits = 0;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === POINT) {
      if (digits === 0 || value > 255 || ++points > 3) return INVALID;
      address = (address << 8) | value;
      value = 0;
      digits = 0;
      continue;
    }
    const digit = code - ZERO;
    const hasLeadingZero = digits === 1 && value === 0;
    if (digit < 0 || digit > 9 || digits === 3 || hasLeadingZero) return INVALID;
    value = value * 10 + digit;
    digits++;
  }
  return points < 3 || digits === 0 || value > 255 ? INVALID : (address << 8) | value;
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
      const address = readIpv4(text, at);
      if (count > 6 || address === INVALID) return false;
      into[count++] = address >>> 16;
      into[count++] = address & 0xffff;
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

/**
 * IPv4 and IPv6 ranges in CIDR notation: RFC 4632, RFC 4291. IAM User Guide, "IP address condition operators". The two families
 * never match each other.
 */
import { GROUPS, mappedIpv4, NO_IPV4, readIpv4, readIpv6 } from "./ip-address.ts";
import { DIFFERS, INCOMPARABLE, MATCHES, type Match, type ValueMatcher } from "./value-matcher.ts";

/** The addresses of one family that begin with the same bits. */
export interface IpRange {
  hasIpv4(address: number): boolean;
  hasIpv6(groups: Uint16Array): boolean;
}

/**
 * `address` or `address/length`. Recorded on AWS: bits after the prefix of an IPv4 range are ignored, an IPv6 range that has some
 * never matches, nor one that is written with points. Undefined for these, and for all that is no range.
 */
export function parseIpRange(text: string): IpRange | undefined {
  const slash = text.indexOf("/");
  const address = slash === -1 ? text : text.slice(0, slash);
  const isIpv6 = address.includes(":");
  const longest = isIpv6 ? 128 : 32;
  const length = slash === -1 ? longest : readPrefixLength(text.slice(slash + 1), isIpv6);
  if (length > longest) return undefined;
  return isIpv6 ? Ipv6Range.parse(address, length) : Ipv4Range.parse(address, length);
}

/** Recorded for IPv4: leading zeros and a plus are taken. */
function readPrefixLength(text: string, isIpv6: boolean): number {
  const form = isIpv6 ? /^\d{1,3}$/ : /^\+?\d+$/;
  return form.test(text) ? Number(text) : Number.POSITIVE_INFINITY;
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
    const network = readIpv4(address);
    return network === NO_IPV4 ? undefined : new Ipv4Range(network, prefixLength);
  }

  hasIpv4(address: number): boolean {
    return ((address ^ this.network) & this.mask) === 0;
  }

  hasIpv6(): boolean {
    return false;
  }
}

class Ipv6Range implements IpRange {
  /** 16 bits each. */
  private readonly groups: Uint16Array;
  private readonly prefixLength: number;

  private constructor(groups: Uint16Array, prefixLength: number) {
    this.groups = groups;
    this.prefixLength = prefixLength;
  }

  static parse(address: string, prefixLength: number): IpRange | undefined {
    const groups = new Uint16Array(GROUPS);
    if (address.includes(".") || !readIpv6(address, groups)) return undefined;
    return hasHostBits(groups, prefixLength) ? undefined : new Ipv6Range(groups, prefixLength);
  }

  hasIpv4(): boolean {
    return false;
  }

  hasIpv6(address: Uint16Array): boolean {
    let bits = this.prefixLength;
    for (let index = 0; bits > 0; index++, bits -= 16) {
      const unused = bits < 16 ? 16 - bits : 0;
      if ((this.groups[index]! ^ address[index]!) >> unused !== 0) return false;
    }
    return true;
  }
}

function hasHostBits(groups: Uint16Array, prefixLength: number): boolean {
  return groups.some((group, index) => {
    const networkBits = Math.min(16, Math.max(0, prefixLength - 16 * index));
    return (group & (0xffff >> networkBits)) !== 0;
  });
}

/**
 * Compares an address with ranges; an IPv6 address that stands for an IPv4 address counts as that. A range that is none of
 * them matches nothing.
 */
export function compileIpRanges(values: readonly string[]): ValueMatcher {
  const ranges = values.map(parseIpRange).filter((range) => range !== undefined);
  /** INVARIANT: filled and read within one comparison, which runs nobody else's code. */
  const groups = new Uint16Array(GROUPS);
  return (actual) => {
    const address = readIpv4(actual);
    if (address !== NO_IPV4) return matchIpv4(ranges, address);
    if (!readIpv6(actual, groups)) return INCOMPARABLE;
    const mapped = mappedIpv4(groups);
    return mapped === NO_IPV4 ? matchIpv6(ranges, groups) : matchIpv4(ranges, mapped);
  };
}

function matchIpv4(ranges: readonly IpRange[], address: number): Match {
  for (const range of ranges) if (range.hasIpv4(address)) return MATCHES;
  return DIFFERS;
}

function matchIpv6(ranges: readonly IpRange[], groups: Uint16Array): Match {
  for (const range of ranges) if (range.hasIpv6(groups)) return MATCHES;
  return DIFFERS;
}

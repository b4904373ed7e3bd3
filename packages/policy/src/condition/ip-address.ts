/**
 * IP addresses: RFC 4291, and the spellings that AWS was recorded to take beside it. Leading zeros in an IPv4 address mean
 * nothing; in an IPv6 address a colon at the end means nothing, an empty group at the beginning is zero, and a run of zeros
 * may have one colon more.
 */

export const GROUPS = 8;

const POINT = 0x2e;
const COLON = 0x3a;
const ZERO = 0x30;

/** Instead of an address: no 32 bits are this number. */
export const NO_IPV4 = 2 ** 32;

/** Reads four decimal numbers: 32 bits, or NO_IPV4. */
export function readIpv4(text: string, from = 0, to = text.length): number {
  let address = 0;
  let points = 0;
  let value = 0;
  let digits = 0;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === POINT) {
      if (digits === 0 || ++points > 3) return NO_IPV4;
      address = (address << 8) | value;
      value = 0;
      digits = 0;
      continue;
    }
    const digit = code - ZERO;
    if (digit < 0 || digit > 9) return NO_IPV4;
    value = value * 10 + digit;
    if (value > 255) return NO_IPV4;
    digits++;
  }
  return points < 3 || digits === 0 ? NO_IPV4 : (address << 8) | value;
}

/** Reads groups of 16 bits; the groups after a run of zeros are moved to the end once their number is known. */
export function readIpv6(text: string, into: Uint16Array): boolean {
  let count = 0;
  let gap = -1;
  for (let at = 0; ; ) {
    const colons = countColons(text, at);
    const isStart = at === 0;
    at += colons;
    if (colons > 3 || (colons === 0 && !isStart)) return false;
    if (colons > 1) {
      if (gap !== -1) return false;
      gap = count;
    } else if (isStart && colons === 1) into[count++] = 0;
    if (at === text.length) break;
    if (count === GROUPS) return false;
    const end = endOfGroup(text, at);
    if (text.charCodeAt(end) === POINT) return count <= 6 && readDotted(text, at, into, { count, gap });
    if (end === at) return false;
    into[count++] = readGroup(text, at, end);
    at = end;
    if (at === text.length) break;
  }
  return closeGap(into, { count, gap });
}

interface GroupsRead {
  readonly count: number;
  /** How many stand before the run of zeros; -1 where there is none. */
  readonly gap: number;
}

/** The last 32 bits in decimal, as in `::ffff:192.0.2.1`. */
function readDotted(text: string, at: number, into: Uint16Array, { count, gap }: GroupsRead): boolean {
  const end = text.charCodeAt(text.length - 1) === COLON ? text.length - 1 : text.length;
  const address = readIpv4(text, at, end);
  if (address === NO_IPV4) return false;
  into[count] = address >>> 16;
  into[count + 1] = address & 0xffff;
  return closeGap(into, { count: count + 2, gap });
}

/** Moves what follows the run of zeros to the end and writes the zeros. */
function closeGap(groups: Uint16Array, { count, gap }: GroupsRead): boolean {
  if (gap === -1) return count === GROUPS;
  if (count === GROUPS) return false;
  const moved = count - gap;
  groups.copyWithin(GROUPS - moved, gap, count);
  groups.fill(0, gap, GROUPS - moved);
  return true;
}

/** The IPv4 address that an IPv6 address stands for (`::ffff:0:0/96`); NO_IPV4 for all others. */
export function mappedIpv4(groups: Uint16Array): number {
  for (let index = 0; index < 5; index++) if (groups[index] !== 0) return NO_IPV4;
  return groups[5] === 0xffff ? (groups[6]! << 16) | groups[7]! : NO_IPV4;
}

function countColons(text: string, from: number): number {
  let at = from;
  while (at < from + 4 && text.charCodeAt(at) === COLON) at++;
  return at - from;
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

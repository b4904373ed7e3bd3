/**
 * The addresses and networks that a policy may be saved with, as AWS was recorded to take them in 2026. Sessions may be made
 * with others, of which some compare.
 */

const IPV4 = /^0*([0-9]{1,3})\.0*([0-9]{1,3})\.0*([0-9]{1,3})\.0*([0-9]{1,3})$/;
const IPV4_PREFIX = /^\+?0*([0-9]{1,2})$/;
const IPV6_PREFIX = /^[0-9]{1,3}$/;
const IPV6_GROUP = /^[0-9A-Fa-f]{0,4}$/;

const IPV6_GROUPS = 8;
const GROUP_BITS = 16;

/** Longer than any address is written. */
const LENGTH_MAX = 100;

/**
 * Whether AWS saves this as a value of IpAddress. IPv4 may have leading zeros, and bits after the prefix; IPv6 may have neither
 * such bits nor a dotted end.
 */
export function isIpRangeForm(text: string): boolean {
  if (text.length > LENGTH_MAX) return false;
  const slash = text.indexOf("/");
  const address = slash < 0 ? text : text.slice(0, slash);
  const prefix = slash < 0 ? undefined : text.slice(slash + 1);
  return address.includes(":") ? isIpv6Network(address, prefix) : isIpv4Network(address, prefix);
}

function isIpv4Network(address: string, prefix: string | undefined): boolean {
  const octets = IPV4.exec(address)?.slice(1);
  if (octets?.every((octet) => Number(octet) <= 255) !== true) return false;
  return prefix === undefined || Number(IPV4_PREFIX.exec(prefix)?.[1] ?? Number.NaN) <= 32;
}

function isIpv6Network(address: string, prefix: string | undefined): boolean {
  const groups = readIpv6Groups(address);
  if (groups === undefined) return false;
  if (prefix === undefined) return true;
  return IPV6_PREFIX.test(prefix) && Number(prefix) <= 128 && !hasHostBits(groups, Number(prefix));
}

function hasHostBits(groups: readonly number[], prefixLength: number): boolean {
  return groups.some((group, index) => {
    const counted = Math.min(Math.max(prefixLength - index * GROUP_BITS, 0), GROUP_BITS);
    return (group & (0xffff >> counted)) !== 0;
  });
}

/**
 * Eight groups of 16 bits. Recorded beside the usual form: a colon at the end is ignored, one empty group at the start is zero,
 * and a run of zeros may have one more colon, as `2001:db8:::1`.
 */
function readIpv6Groups(address: string): readonly number[] | undefined {
  const [head = "", tail, ...more] = address.split(/:::?/);
  if (more.length > 0) return undefined;
  const before = readGroups(head);
  if (tail === undefined) return before?.length === IPV6_GROUPS ? before : undefined;
  const after = readGroups(tail);
  if (before === undefined || after === undefined) return undefined;
  const zeros = IPV6_GROUPS - before.length - after.length;
  return zeros < 0 ? undefined : [...before, ...new Array<number>(zeros).fill(0), ...after];
}

function readGroups(text: string): readonly number[] | undefined {
  if (text === "") return [];
  const groups = text.replace(/:$/, "").split(":");
  const isRead = groups.every((group, index) => IPV6_GROUP.test(group) && (group !== "" || index === 0));
  return isRead ? groups.map((group) => Number.parseInt(group || "0", 16)) : undefined;
}

/**
 * IP addresses and ranges as lists of bits: obvious, and slow. IAM User Guide, "IP address condition operators"; RFC 4632,
 * RFC 4291; and what AWS was recorded to take in September 2026.
 */

/** 32 or 128 characters, each "0" or "1". */
type Bits = string;

export const isAddress = (text: string) => readAddress(text) !== undefined;

/** "The value must be in the standard CIDR format"; without a prefix, the address alone. */
export function addressInRange(address: string, range: string): boolean {
  const addressBits = asVersion4(readAddress(address)!);
  const [network, prefix, ...rest] = range.split("/");
  const networkBits = readAddress(network!);
  if (networkBits === undefined || rest.length > 0) return false;
  const length = prefix === undefined ? networkBits.length : readPrefix(prefix, networkBits.length);
  if (length === undefined) return false;
  if (networkBits.length === 128 && !isIpv6Network(network!, networkBits.slice(length))) return false;
  return (
    addressBits.length === networkBits.length && addressBits.slice(0, length) === networkBits.slice(0, length)
  );
}

/** Recorded: dotted IPv6 literals are refused, and "an IPv6 network with host bits set never matches". */
const isIpv6Network = (text: string, hostBits: Bits) => !text.includes(".") && !hostBits.includes("1");

/** Recorded: "An IPv4-mapped request address compares as IPv4". */
function asVersion4(bits: Bits): Bits {
  const mapped = "0".repeat(80) + "1".repeat(16);
  return bits.length === 128 && bits.startsWith(mapped) ? bits.slice(96) : bits;
}

/** Recorded, of IPv4: "leading zeros in octets and prefix, a leading plus in the prefix". */
function readPrefix(text: string, longest: number): number | undefined {
  if (!(longest === 32 ? /^\+?\d+$/ : /^\d{1,3}$/).test(text)) return undefined;
  return Number(text) <= longest ? Number(text) : undefined;
}

function readAddress(text: string): Bits | undefined {
  return text.includes(":") ? readVersion6(normalize(text)) : readVersion4(text);
}

function readVersion4(text: string): Bits | undefined {
  const parts = text.split(".");
  if (parts.length !== 4) return undefined;
  if (!parts.every((part) => /^\d+$/.test(part) && Number(part) <= 255)) return undefined;
  return parts.map((part) => Number(part).toString(2).padStart(8, "0")).join("");
}

/**
 * Recorded: "A trailing colon is ignored, one leading empty group is zero, one compressed run may have an adjacent empty group
 * (2001:db8:::1)".
 */
const normalize = (text: string) =>
  text
    .replace(/(?<!:):::(?!:)/, "::")
    .replace(/(?<!:):$/, "")
    .replace(/^:(?!:)/, "0:");

function readVersion6(text: string): Bits | undefined {
  const halves = text.split("::").map((half) => readGroups(half));
  if (halves.length > 2 || halves.includes(undefined)) return undefined;
  const [left = "", right] = halves;
  if (right === undefined) return left.length === 128 ? left : undefined;
  // RFC 4291: "::" stands for one or more groups of zeros.
  const missing = 128 - left.length - right.length;
  if (missing < 16 || (text.split("::")[0]!.includes(".") && text.includes("::"))) return undefined;
  return left + "0".repeat(missing) + right;
}

/** Groups of four hexadecimal digits between colons; the last may be a dotted IPv4 address. */
function readGroups(text: string): Bits | undefined {
  if (text === "") return "";
  const groups = text.split(":");
  let bits = "";
  for (const [index, group] of groups.entries()) {
    const isLast = index === groups.length - 1;
    if (isLast && group.includes(".")) {
      const dotted = readVersion4(group);
      if (dotted === undefined) return undefined;
      bits += dotted;
    } else if (/^[0-9a-fA-F]{1,4}$/.test(group)) {
      bits += Number.parseInt(group, 16).toString(2).padStart(16, "0");
    } else return undefined;
  }
  return bits;
}

const MAPPED_PREFIX = "::ffff:";

/** IPv4 without the prefix that a dual-stack socket puts before it. */
export function plainAddress(address: string | undefined): string {
  if (address === undefined) return "";
  return address.startsWith(MAPPED_PREFIX) ? address.slice(MAPPED_PREFIX.length) : address;
}

/**
 * Who is counted as one when memory and connections are shared out: an IPv4 address, or the /64 network of an IPv6 one, of
 * which whoever has one address has all.
 * @param plain without the prefix of a mapped address.
 */
export function sharingAddress(plain: string): string {
  if (!plain.includes(":")) return plain;
  const [head = "", tail] = plain.split("::", 2);
  const first = head === "" ? [] : head.split(":");
  const last = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  return [...first, ...Array<string>(zeros).fill("0"), ...last].slice(0, 4).join(":");
}

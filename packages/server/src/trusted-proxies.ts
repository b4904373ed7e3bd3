import { BlockList, isIP, SocketAddress } from "node:net";
import type { ReadSender, Sender } from "@rolecall/edge";

/** Networks whose proxies are believed, as they were given: an address, or one and the length of its prefix. */
export interface TrustedProxies {
  readonly networks: readonly string[];
  /** A header of a trusted proxy says what it cannot mean. */
  readonly onMalformed: () => void;
}

/** Proxies that a request may have come through. */
const MAX_HOPS = 16;

/**
 * Tells who sent a request: whoever opened the connection, or, where that is a trusted proxy, the last address in
 * X-Forwarded-For that is none. What stands further to the left, anybody may have written. A proxy's X-Forwarded-Proto says
 * whether the client came by TLS. Values that are malformed are ignored, and counted.
 */
export function createSenderReader({ networks, onMalformed }: TrustedProxies): ReadSender | undefined {
  if (networks.length === 0) return undefined;
  const trusted = blockListOf(networks);
  const isTrusted = (address: string) => trusted.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
  return (peer, headers) => {
    if (isIP(peer) === 0 || !isTrusted(peer)) return { address: peer, isSecure: false };
    const address = clientBehind(peer, headers["x-forwarded-for"] ?? [], isTrusted);
    const isSecure = wasSecure(headers["x-forwarded-proto"] ?? []);
    if (address === undefined || isSecure === undefined) onMalformed();
    return { address: address ?? peer, isSecure: isSecure ?? false } satisfies Sender;
  };
}

/** Whether `text` is an address, or one with the length of a prefix. */
export function isNetwork(text: string): boolean {
  const [address = "", prefix, ...more] = text.split("/");
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  if (bits < 0 || more.length > 0 || address.includes("%")) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits);
}

/** @throws RangeError, TypeError where one is not a network */
export function blockListOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", prefix] = network.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

/** Undefined where an entry that counts is no address, or there are more than anybody's proxies add. */
function clientBehind(
  peer: string,
  values: readonly string[],
  isTrusted: (address: string) => boolean,
): string | undefined {
  let text = values.join(",");
  let client = peer;
  for (let hop = 0; text !== ""; hop += 1) {
    if (hop === MAX_HOPS) return undefined;
    const comma = text.lastIndexOf(",");
    const address = addressIn(text.slice(comma + 1).trim());
    if (address === undefined) return undefined;
    client = address;
    if (!isTrusted(client)) return client;
    text = comma < 0 ? "" : text.slice(0, comma);
  }
  // All are ours: the first of them is where the request began.
  return client;
}

/** Some proxies add the port, as `192.0.2.1:443` or `[2001:db8::1]:443`. */
const WITH_PORT = /^(?:\[([\da-f:.]+)\](?::\d{1,5})?|([\d.]+):\d{1,5})$/i;
const MAPPED_PREFIX = /^::ffff:(?=\d+\.)/i;
/** The longest that an address with a port is written. */
const MAX_ENTRY_LENGTH = 64;

function addressIn(entry: string): string | undefined {
  if (entry.length > MAX_ENTRY_LENGTH) return undefined;
  const match = WITH_PORT.exec(entry);
  const address = match?.[1] ?? match?.[2] ?? entry;
  const version = isIP(address);
  if (version === 0 || address.includes("%")) return undefined;
  return version === 4 ? address : plainIpv6(address);
}

/** In the one way in which conditions and records have it, whatever a proxy writes: an IPv4 address that is mapped is one. */
function plainIpv6(address: string): string {
  return new SocketAddress({ address, family: "ipv6" }).address.replace(MAPPED_PREFIX, "");
}

/**
 * Each proxy on the way may have added its own: all of them must have been reached by TLS. Undefined for what is neither.
 * INVARIANT: a text is looked at whole or not at all. What is last in it the proxy wrote, and the client could push that out.
 */
function wasSecure(values: readonly string[]): boolean | undefined {
  if (values.length === 0) return false;
  const text = values.join(",");
  if (text.length > MAX_SCHEMES_LENGTH) return undefined;
  const names = text.split(",").map((scheme) => scheme.trim().toLowerCase());
  if (names.some((name) => name !== "http" && name !== "https")) return undefined;
  return names.every((name) => name === "https");
}

const MAX_SCHEMES_LENGTH = 256;

import { BlockList, isIP } from "node:net";
import type { NetworkInterfaceInfo } from "node:os";

type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;

/** Addresses that mean: on every one that this machine has. */
const EVERY_ADDRESS: ReadonlySet<string> = new Set(["0.0.0.0", "[::]"]);

/** Addresses that work on one link alone (RFC 3927, RFC 4291). */
const LINK_LOCAL = new BlockList();
LINK_LOCAL.addSubnet("169.254.0.0", 16, "ipv4");
LINK_LOCAL.addSubnet("fe80::", 10, "ipv6");

/**
 * An endpoint that clients can use: where a server listens on every address, one of them that others reach, or the machine's
 * own where it has no other.
 */
export function usableEndpoint(endpoint: string, interfaces: Interfaces): string {
  const url = new URL(endpoint);
  if (!EVERY_ADDRESS.has(url.hostname)) return endpoint;
  const addresses = Object.values(interfaces).flatMap((each) => each ?? []);
  const reachable = addresses.filter(
    ({ internal, family, address }) =>
      !internal && !LINK_LOCAL.check(address, family === "IPv6" ? "ipv6" : "ipv4"),
  );
  // A server on :: takes IPv4 too, which more clients can.
  const best =
    reachable.find(({ family }) => family === "IPv4") ??
    (url.hostname === "[::]" ? reachable.find(({ family }) => family === "IPv6") : undefined);
  const address = best?.address ?? "127.0.0.1";
  return `http://${address.includes(":") ? `[${address}]` : address}:${url.port}`;
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8, "ipv4");
LOOPBACK.addAddress("::1", "ipv6");

/** Whether only programs on this machine can reach a server that listens there. */
export function isLoopback(host: string): boolean {
  if (host === "localhost") return true;
  return isIP(host) !== 0 && LOOPBACK.check(host, isIP(host) === 6 ? "ipv6" : "ipv4");
}

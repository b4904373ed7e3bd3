/** Where issuers may be asked: not where only this machine and its neighbours are. Source: IANA's special-purpose address registries. */
import { type BlockList, isIP } from "node:net";
import { blockListOf } from "../trusted-proxies.ts";

/** What an installation allows besides public addresses. */
export interface AddressRules {
  /** This machine, over plain HTTP too. */
  readonly loopback: boolean;
  /** CIDR blocks, or addresses, of the installation's own network. */
  readonly networks: readonly string[];
}

/** `allowed`: not public, but named by the rules. */
export type AddressKind = "public" | "loopback" | "allowed" | "refused";

/** Of an address as the system writes it, never of a name. */
export type AddressGuard = (address: string) => AddressKind;

/** Private, shared, link-local (metadata services stand there), documentation, multicast, reserved: nobody's on the internet. */
const NOT_PUBLIC_V4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
];
/** Of IPv6 a single block is given out. What carries an IPv4 address in it (mapped, NAT64) stands elsewhere, and 6to4 inside. */
const PUBLIC_V6 = ["2000::/3"];
const NOT_PUBLIC_V6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];
const LOOPBACK = ["127.0.0.0/8", "::1"];
/** No rule opens them: credentials of machines are given out there, to whoever asks. */
const NEVER = ["169.254.169.254", "169.254.170.2", "169.254.170.23", "fd00:ec2::254", "fd00:ec2::23"];

export function createAddressGuard({ loopback, networks }: AddressRules): AddressGuard {
  const [notPublic, publicV6] = [blockListOf([...NOT_PUBLIC_V4, ...NOT_PUBLIC_V6]), blockListOf(PUBLIC_V6)];
  const [ownMachine, own, never] = [blockListOf(LOOPBACK), blockListOf(networks), blockListOf(NEVER)];
  return (address) => {
    const family = isIP(address);
    if (family === 0) return "refused";
    const isIn = (list: BlockList) => list.check(address, family === 6 ? "ipv6" : "ipv4");
    if (isIn(never)) return "refused";
    if (loopback && isIn(ownMachine)) return "loopback";
    if (isIn(own)) return "allowed";
    const isPublic = !isIn(notPublic) && (family === 4 || isIn(publicV6));
    return isPublic ? "public" : "refused";
  };
}

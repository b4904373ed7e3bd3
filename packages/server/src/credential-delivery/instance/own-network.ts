import { isIP } from "node:net";
import { networkInterfaces } from "node:os";
import { createNearness, type OwnAddress, type SenderRules } from "@rolecall/metadata";
import { blockListOf } from "../../trusted-proxies.ts";

export interface OwnNetworkParts {
  readonly hopLimit: () => number;
  /** Names besides localhost. */
  readonly allowedHosts: readonly string[];
  readonly clock: () => number;
}

/** Bridges come and go, and the system is not asked for each request. */
const KNOWN_FOR_MS = 1_000;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/;

/** Who may ask a metadata service of this machine, and by which names. */
export function ownNetwork({ hopLimit, allowedHosts, clock }: OwnNetworkParts): SenderRules {
  const names = new Set(allowedHosts.map((name) => name.toLowerCase()));
  let known: readonly OwnAddress[] = [];
  let knownAtMs = Number.NEGATIVE_INFINITY;
  const ownAddresses = () => {
    if (Math.abs(clock() - knownAtMs) < KNOWN_FOR_MS) return known;
    known = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
    knownAtMs = clock();
    return known;
  };
  const isNear = createNearness({ hopLimit, ownAddresses, isWithin });
  const isOwnHost = (host: string) =>
    LOOPBACK.test(host) || names.has(host) || ownAddresses().some(({ address }) => address === host);
  return { isNear, isOwnHost };
}

/** The loopback network is its own: whoever else says that he comes from there did not. */
function isWithin(address: string, cidr: string): boolean {
  const family = { 4: "ipv4", 6: "ipv6" }[isIP(address)] as "ipv4" | "ipv6" | undefined;
  return family !== undefined && blockListOf([cidr]).check(address, family);
}
